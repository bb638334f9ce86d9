namespace GroupChat.Chat.Messages;

/// <summary>Messages, newest first.</summary>
/// <param name="Messages">As many as were asked for, or fewer when they are long.</param>
/// <param name="More">There are older ones.</param>
/// <param name="HeadSequence">The newest sequence of the log when they were read.</param>
internal sealed record MessagePage(IReadOnlyList<Message> Messages, bool More, long HeadSequence);
