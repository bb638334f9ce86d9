namespace GroupChat.Chat.Rooms;

/// <summary>A room as it stands at one sequence of its log.</summary>
internal sealed record Room(
    RoomRef Ref,
    string DisplayName,
    string Topic,
    RoomVisibility Visibility,
    DateTimeOffset CreateTime,
    UserId Creator,
    long HeadSequence,
    int MemberCount)
{
    public RoomId Id => Ref.Id;
}
