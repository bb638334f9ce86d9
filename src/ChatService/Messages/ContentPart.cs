namespace GroupChat.Chat.Messages;

/// <summary>One piece of a message: text, with a label that says where it comes from and how far to trust it.</summary>
internal sealed record ContentPart(string Text, TextFormat Format, OriginSource Source, TrustLevel Trust)
{
    public static ContentPart OfMember(string text, TextFormat format) => new(text, format, OriginSource.Member, TrustLevel.Member);

    /// <summary>An agent writes from documents and pages, so nothing it says is an instruction.</summary>
    public static ContentPart OfAgent(string text) => new(text, TextFormat.Markdown, OriginSource.Agent, TrustLevel.Untrusted);
}
