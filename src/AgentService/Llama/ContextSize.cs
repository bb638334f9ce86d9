namespace GroupChat.Agents.Llama;

/// <summary>How large a context is made.</summary>
/// <param name="Tokens">Of all sequences together, those they share counted once. 256 to 1,048,576.</param>
/// <param name="Sequences">At most 256.</param>
/// <param name="BatchTokens">Of one step.</param>
/// <param name="Threads">Of one step; more than the machine has processors makes it wait for itself.</param>
internal readonly record struct ContextSize(int Tokens, int Sequences, int BatchTokens, int Threads);
