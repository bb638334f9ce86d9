namespace GroupChat.Chat.Rooms;

/// <summary>What a member may do. The numbers are stored.</summary>
internal enum MemberRole
{
    Owner = 1,
    Member = 2,
    Moderator = 3,
    Guest = 4,
}
