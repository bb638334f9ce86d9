namespace GroupChat.Chat.Rooms;

/// <summary>Tells people and agents apart. The numbers are stored.</summary>
internal enum ParticipantKind
{
    Human = 1,
    Agent = 2,
}
