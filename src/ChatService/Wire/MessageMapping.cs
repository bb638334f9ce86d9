using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Messages;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class MessageMapping
{
    public static Proto.Message ToProto(this Message message)
    {
        var proto = new Proto.Message
        {
            MessageId = message.Id.ToString(),
            RoomId = message.Room.Value,
            Sequence = message.Sequence,
            Author = message.Author.ToProto(),
            ClientMessageId = message.ClientMessageId,
            ReplyToMessageId = message.ReplyTo?.ToString() ?? "",
            CreateTime = Timestamp.FromDateTimeOffset(message.CreateTime),
            Answer = message.Answer?.ToProto(),
            ThreadRootMessageId = message.ThreadRoot?.ToString() ?? "",
            EditTime = message.EditTime is { } edited ? Timestamp.FromDateTimeOffset(edited) : null,
            EditCount = message.EditCount,
            Deletion = message.Deletion?.ToProto(),
            Thread = message.Thread?.ToProto(),
            Pinned = message.IsPinned,
        };
        foreach (var part in message.Parts)
            proto.Parts.Add(part.ToProto());
        foreach (var mention in message.Mentions)
            proto.Mentions.Add(mention.ToProto());
        foreach (var reaction in message.Reactions)
            proto.Reactions.Add(reaction.ToProto());
        return proto;
    }

    public static Message ToDomain(this Proto.Message message) => new(
        MessageId.Parse(message.MessageId)!.Value,
        new(message.RoomId),
        message.Sequence,
        message.Author.ToDomain(),
        message.ClientMessageId,
        [.. message.Parts.Select(ToDomain)],
        MessageId.Parse(message.ReplyToMessageId),
        [.. message.Mentions.Select(RoomMapping.ToDomain)],
        message.CreateTime.ToDateTimeOffset(),
        message.Answer?.ToDomain())
    {
        ThreadRoot = MessageId.Parse(message.ThreadRootMessageId),
        EditTime = message.EditTime?.ToDateTimeOffset(),
        EditCount = message.EditCount,
        Deletion = message.Deletion?.ToDomain(),
    };

    public static Draft ToDomain(this Proto.PostMessageRequest request) =>
        new(
            request.RoomId,
            request.ClientMessageId,
            [.. request.Parts.Select(ToDraft)],
            request.ReplyToMessageId,
            [.. request.MentionUserIds]);

    public static EditDraft ToDomain(this Proto.EditMessageRequest request) =>
        new(request.RoomId, request.MessageId, [.. request.Parts.Select(ToDraft)], [.. request.MentionUserIds], request.Rerun);

    public static Proto.Revision ToProto(this Revision revision) => new()
    {
        Parts = { revision.Parts.Select(ToProto) },
        Mentions = { revision.Mentions.Select(mention => mention.ToProto()) },
        CreateTime = Timestamp.FromDateTimeOffset(revision.CreateTime),
        Sequence = revision.Sequence,
        Answer = revision.Answer?.ToProto(),
    };

    private static Proto.Deletion ToProto(this Deletion deletion) =>
        new() { DeletedBy = deletion.DeletedBy.ToProto(), DeleteTime = Timestamp.FromDateTimeOffset(deletion.DeleteTime) };

    private static Deletion ToDomain(this Proto.Deletion deletion) =>
        new(deletion.DeletedBy.ToDomain(), deletion.DeleteTime.ToDateTimeOffset());

    private static Proto.ThreadSummary ToProto(this ThreadSummary thread) =>
        new() { ReplyCount = thread.ReplyCount, LastReplySequence = thread.LastReplySequence };

    private static Proto.ReactionCount ToProto(this ReactionCount reaction) =>
        new() { Emoji = reaction.Emoji, Count = reaction.Count, Reacted = reaction.Reacted };

    private static DraftPart? ToDraft(Proto.ContentPart part) =>
        part.Text is { } text ? new(text.Text, FormatOf(text)) : null;

    private static Proto.ContentPart ToProto(this ContentPart part) => new()
    {
        Text = new Proto.TextContent { Text = part.Text, Format = (Proto.TextFormat)part.Format },
        Origin = new Proto.ContentOrigin { Source = (Proto.OriginSource)part.Source, Trust = (Proto.TrustLevel)part.Trust },
    };

    private static ContentPart ToDomain(Proto.ContentPart part) => new(
        part.Text.Text, FormatOf(part.Text), (OriginSource)part.Origin.Source, (TrustLevel)part.Origin.Trust);

    private static TextFormat FormatOf(Proto.TextContent text) =>
        text.Format == Proto.TextFormat.Unspecified ? TextFormat.Plain : (TextFormat)text.Format;
}
