namespace GroupChat.Agents.Turns;

/// <summary>What one run may take.</summary>
/// <param name="Timeout">From its start to its end.</param>
/// <param name="MostAnswerBytes">Bytes of UTF-8 in the answer.</param>
/// <param name="MostPassages">Passages in the prompt.</param>
internal sealed record TurnLimits(TimeSpan Timeout, int MostAnswerBytes, int MostPassages);
