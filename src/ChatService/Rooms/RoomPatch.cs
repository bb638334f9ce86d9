namespace GroupChat.Chat.Rooms;

/// <summary>What is to change about a room; null leaves a thing as it is.</summary>
internal sealed record RoomPatch
{
    public string? DisplayName { get; init; }

    public string? Topic { get; init; }

    public RoomVisibility? Visibility { get; init; }

    public TimeSpan? SlowMode { get; init; }

    public TimeSpan? Retention { get; init; }

    public bool? HideReadMarks { get; init; }

    public int? MaxAgentTurns { get; init; }

    /// <summary>Moderators name the room; what holds in it is for owners to say.</summary>
    public MemberRole LeastRole =>
        (Visibility, SlowMode, Retention, HideReadMarks, MaxAgentTurns) is (null, null, null, null, null) ? MemberRole.Moderator : MemberRole.Owner;

    public Room ApplyTo(Room room) => room with
    {
        DisplayName = DisplayName ?? room.DisplayName,
        Topic = Topic ?? room.Topic,
        Visibility = Visibility ?? room.Visibility,
        Settings = new(SlowMode ?? room.Settings.SlowMode, Retention ?? room.Settings.Retention, HideReadMarks ?? room.Settings.HideReadMarks)
        {
            MaxAgentTurns = MaxAgentTurns ?? room.Settings.MaxAgentTurns,
        },
    };
}
