namespace GroupChat.Chat.Turns;

/// <summary>Id of one attempt at a turn (UUIDv7).</summary>
internal readonly record struct RunId(Guid Value)
{
    public static RunId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static RunId? Parse(string text) => Guid.TryParseExact(text, "D", out var value) ? new(value) : null;

    public override string ToString() => Value.ToString("D");
}
