using GroupChat.Chat.Messages;

namespace GroupChat.Chat.Answers;

/// <summary>An answer that somebody had made again.</summary>
/// <param name="Changed">The message and where it began anew.</param>
/// <param name="AlreadyExisted">It was asked for before.</param>
internal sealed record RestartedAnswer(MessageChanged Changed, bool AlreadyExisted);
