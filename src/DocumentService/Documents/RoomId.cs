namespace GroupChat.Documents.Documents;

/// <summary>Id of a room, which belongs to ChatService.</summary>
internal readonly record struct RoomId(string Value)
{
    public override string ToString() => Value;
}
