namespace GroupChat.Agents.Llama;

/// <summary>Something a running request has to tell.</summary>
internal abstract record LlamaStep;

/// <summary>The request waits; told again whenever the place changes.</summary>
/// <param name="Position">Requests that will be started before it.</param>
internal sealed record LlamaQueued(int Position) : LlamaStep;

/// <summary>The prompt is being read.</summary>
/// <param name="Done">Tokens read so far, those that were known already included.</param>
/// <param name="Total">Tokens of the prompt.</param>
internal sealed record LlamaPrefill(int Done, int Total) : LlamaStep;

/// <summary>The next piece of the answer, whole characters only.</summary>
/// <param name="Text">Not empty. A slow reader gets larger pieces.</param>
/// <param name="Generated">Tokens generated so far.</param>
internal sealed record LlamaText(string Text, int Generated) : LlamaStep;

/// <summary>The answer is complete.</summary>
internal sealed record LlamaEnd(LlamaStop Reason, LlamaUsage Usage) : LlamaStep;
