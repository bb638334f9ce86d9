namespace GroupChat.Agents.Llama;

/// <summary>One message of a prompt. Its text is data: special tokens spelled in it stay text.</summary>
/// <param name="Role">As the model's template knows it: system, user, assistant, tool.</param>
/// <param name="Content">The text.</param>
internal readonly record struct LlamaMessage(string Role, string Content);
