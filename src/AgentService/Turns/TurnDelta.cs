namespace GroupChat.Agents.Turns;

/// <summary>Text by which an answer grew.</summary>
/// <param name="RunId">The run that wrote it.</param>
/// <param name="Offset">Where it belongs, in bytes of UTF-8 from the start of the answer.</param>
/// <param name="EndOffset">Where the next one belongs.</param>
/// <param name="Text">Whole characters.</param>
internal sealed record TurnDelta(string RunId, long Offset, long EndOffset, string Text);
