namespace GroupChat.Chaos.Tests.Checking;

/// <summary>One event of a room's log, as far as the checker looks into it.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Kind">What happened, see <see cref="Kinds"/>.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Key">What makes it the one effect of its operation: for a message its <c>client_message_id</c>, else what it is about.</param>
/// <param name="Text">What was said, if anything.</param>
/// <param name="Digest">Stands for every byte of it but the cursor.</param>
internal sealed record Fact(long Sequence, string Kind, string Actor, string Key, string Text, string Digest)
{
    /// <summary>The message whose deletion takes the text out of this event; empty when it has none.</summary>
    public string Message { get; init; } = "";

    public override string ToString() => $"{Sequence} {Kind} {Key} by {Actor}{(Text.Length > 0 ? $" \"{Text}\"" : "")}";
}
