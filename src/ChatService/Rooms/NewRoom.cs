namespace GroupChat.Chat.Rooms;

/// <summary>A room to be created; checked.</summary>
/// <param name="Id">Chosen by the creator or made by the server.</param>
/// <param name="DisplayName">Name to show.</param>
/// <param name="Topic">May be empty.</param>
/// <param name="Visibility">Who may find and join it.</param>
/// <param name="Creator">Becomes its owner.</param>
/// <param name="Agents">Join it at once.</param>
internal sealed record NewRoom(
    RoomId Id,
    string DisplayName,
    string Topic,
    RoomVisibility Visibility,
    Participant Creator,
    IReadOnlyList<Participant> Agents)
{
    public RoomSettings Settings { get; init; } = RoomSettings.Default;
}
