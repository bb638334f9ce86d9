namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>Tokens of a prompt.</summary>
/// <param name="Tokens">How many.</param>
/// <param name="Estimated">They were not counted by the model.</param>
internal readonly record struct PromptSize(int Tokens, bool Estimated);
