namespace GroupChat.Chat.Rooms;

/// <summary>A person's id (UUIDv7), or for an agent "agent:" and its handle.</summary>
internal readonly record struct UserId(string Value)
{
    public override string ToString() => Value;
}
