namespace GroupChat.Chat.Answers;

/// <summary>How far a model is that has yet to write: nothing where it does not say.</summary>
/// <param name="QueuePosition">Requests that it starts before this one; null once it has been started.</param>
/// <param name="Read">Tokens of the prompt that it has read.</param>
/// <param name="Total">Tokens of the prompt.</param>
internal readonly record struct ModelWait(int? QueuePosition, int Read, int Total);
