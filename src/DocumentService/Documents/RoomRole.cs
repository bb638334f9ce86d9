namespace GroupChat.Documents.Documents;

/// <summary>What somebody is in a room.</summary>
internal enum RoomRole
{
    Member,
    Owner,
}
