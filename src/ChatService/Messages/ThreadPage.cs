namespace GroupChat.Chat.Messages;

/// <summary>A piece of a thread.</summary>
/// <param name="Root">Its first message; null when retention removed it.</param>
/// <param name="Replies">Oldest first.</param>
/// <param name="HeadSequence">The newest sequence of the log when they were read.</param>
internal sealed record ThreadPage(Message? Root, Chunk<Message> Replies, long HeadSequence);
