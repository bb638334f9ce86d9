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
        };
        foreach (var part in message.Parts)
            proto.Parts.Add(part.ToProto());
        foreach (var mention in message.Mentions)
            proto.Mentions.Add(mention.ToProto());
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
        message.Answer?.ToDomain());

    public static Draft ToDomain(this Proto.PostMessageRequest request) =>
        new(request.RoomId, request.ClientMessageId, [.. request.Parts.Select(ToDraft)], request.ReplyToMessageId);

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
