namespace GroupChat.Chat.Bus;

/// <summary>A running process of this service (UUIDv7): another one after every start.</summary>
internal readonly record struct NodeId(Guid Value)
{
    public static NodeId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString("N");
}
