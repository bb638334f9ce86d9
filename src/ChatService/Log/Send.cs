using GroupChat.Chat.Messages;

namespace GroupChat.Chat.Log;

/// <summary>What an idempotency key was used for.</summary>
/// <param name="Sequence">The event that brought the message in.</param>
/// <param name="Posted">The message as it was posted; null when the log no longer holds it.</param>
internal sealed record Send(long Sequence, Message? Posted);
