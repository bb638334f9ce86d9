namespace GroupChat.Chat.Rooms;

/// <summary>Who may find and join a room. The numbers are stored.</summary>
internal enum RoomVisibility
{
    Public = 1,
    Private = 2,
    Direct = 3,
}
