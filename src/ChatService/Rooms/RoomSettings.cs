namespace GroupChat.Chat.Rooms;

/// <summary>What owners decide about a room.</summary>
/// <param name="SlowMode">Least time between two messages of a member; zero for none.</param>
/// <param name="Retention">Older events are removed; zero keeps them for ever.</param>
/// <param name="HideReadMarks">How far members have read is for themselves alone.</param>
internal sealed record RoomSettings(TimeSpan SlowMode, TimeSpan Retention, bool HideReadMarks)
{
    public const int MostAgentTurns = 64;

    private const int UsualAgentTurns = 8;

    public static readonly RoomSettings Default = new(TimeSpan.Zero, TimeSpan.Zero, HideReadMarks: false);

    /// <summary>As set; 0 for the usual number.</summary>
    public int MaxAgentTurns { get; init; }

    /// <summary>Turns of agents since the last message of a person, after which agents no longer ask each other.</summary>
    public int AgentTurns => MaxAgentTurns == 0 ? UsualAgentTurns : MaxAgentTurns;
}
