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

    /// <summary>Nothing can be said or changed.</summary>
    public bool IsArchived { get; init; }

    public RoomSettings Settings { get; init; } = RoomSettings.Default;

    /// <summary>The oldest event that the log still holds.</summary>
    public long FirstSequence { get; init; } = 1;
}
