namespace GroupChat.Chat.Rooms;

/// <summary>What owners decide about a room.</summary>
/// <param name="SlowMode">Least time between two messages of a member; zero for none.</param>
/// <param name="Retention">Older events are removed; zero keeps them for ever.</param>
/// <param name="HideReadMarks">How far members have read is for themselves alone.</param>
internal sealed record RoomSettings(TimeSpan SlowMode, TimeSpan Retention, bool HideReadMarks)
{
    public static readonly RoomSettings Default = new(TimeSpan.Zero, TimeSpan.Zero, HideReadMarks: false);
}
