using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Rooms;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class RoomMapping
{
    public static Proto.Room ToProto(this Room room) => new()
    {
        RoomId = room.Id.Value,
        DisplayName = room.DisplayName,
        Topic = room.Topic,
        Visibility = (Proto.RoomVisibility)room.Visibility,
        CreateTime = Timestamp.FromDateTimeOffset(room.CreateTime),
        CreatorUserId = room.Creator.Value,
        HeadSequence = room.HeadSequence,
        MemberCount = room.MemberCount,
    };

    public static Proto.Member ToProto(this Member member) => new()
    {
        Participant = member.Participant.ToProto(),
        Role = (Proto.MemberRole)member.Role,
        JoinTime = Timestamp.FromDateTimeOffset(member.JoinTime),
    };

    public static Proto.Participant ToProto(this Participant participant) => new()
    {
        UserId = participant.Id.Value,
        DisplayName = participant.DisplayName,
        Kind = (Proto.ParticipantKind)participant.Kind,
    };

    public static Participant ToDomain(this Proto.Participant participant) =>
        new(new(participant.UserId), participant.DisplayName, (ParticipantKind)participant.Kind);

    public static RoomWish ToDomain(this Proto.CreateRoomRequest request) => new(
        request.RequestId,
        request.RoomId,
        request.DisplayName,
        request.Topic,
        request.Visibility == Proto.RoomVisibility.Unspecified ? RoomVisibility.Public : (RoomVisibility)request.Visibility);
}
