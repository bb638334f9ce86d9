namespace GroupChat.Chat.Messages;

/// <summary>How a text is to be read.</summary>
internal enum TextFormat
{
    Plain = 1,
    Markdown = 2,
}
