using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Metering;

/// <summary>Somebody or something that has a quota.</summary>
internal readonly record struct QuotaSubject(QuotaOf Kind, string Id)
{
    public static QuotaSubject Of(UserId user) => new(QuotaOf.User, user.Value);

    public static QuotaSubject Of(RoomId room) => new(QuotaOf.Room, room.Value);

    /// <summary>As google.rpc.QuotaFailure names it.</summary>
    public override string ToString() => Kind == QuotaOf.User ? $"user:{Id}" : $"room:{Id}";
}
