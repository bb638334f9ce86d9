namespace GroupChat.Chat.Messages;

/// <summary>Who made a piece of content.</summary>
internal enum OriginSource
{
    Unknown = 0,
    Member = 1,
    Agent = 2,
    Document = 3,
    Tool = 4,
}
