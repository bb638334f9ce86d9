namespace GroupChat.Chat.Rooms;

/// <summary>How a membership ended. The numbers are those of the contract.</summary>
internal enum MemberLeftReason
{
    Left = 1,
    Removed = 2,
    Banned = 3,
}
