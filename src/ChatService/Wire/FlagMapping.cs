using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Flags;
using GroupChat.Chat.Messages;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class FlagMapping
{
    public static FlagWish ToDomain(this Proto.FlagMessageRequest request) =>
        new(MessageTarget.Parse(request.RoomId, request.MessageId), (FlagReason)request.Reason, request.Note);

    public static Proto.Flag ToProto(this Flag flag) => new()
    {
        FlagId = flag.Id.ToString(),
        Message = flag.Message?.ToProto(),
        FlaggedBy = flag.FlaggedBy.ToProto(),
        Reason = (Proto.FlagReason)flag.Reason,
        Note = flag.Note,
        CreateTime = Timestamp.FromDateTimeOffset(flag.CreateTime),
        State = (Proto.FlagState)flag.State,
        ResolvedBy = flag.ResolvedBy?.ToProto(),
        ResolveTime = flag.ResolveTime is { } at ? Timestamp.FromDateTimeOffset(at) : null,
    };
}
