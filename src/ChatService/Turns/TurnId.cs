namespace GroupChat.Chat.Turns;

/// <summary>Id of the work of answering one message (UUIDv7); stable over runs.</summary>
internal readonly record struct TurnId(Guid Value)
{
    public static TurnId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static TurnId? Parse(string text) => Guid.TryParseExact(text, "D", out var value) ? new(value) : null;

    public override string ToString() => Value.ToString("D");
}
