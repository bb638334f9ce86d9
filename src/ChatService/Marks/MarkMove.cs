namespace GroupChat.Chat.Marks;

/// <summary>Where a member says to have come to: two sequences, of which the second is at most the first.</summary>
internal readonly record struct MarkMove(long Delivered, long Read)
{
    /// <summary>Both moves as one: marks only move forward, so the higher value is the later one.</summary>
    public MarkMove With(MarkMove other) => new(Math.Max(Delivered, other.Delivered), Math.Max(Read, other.Read));
}
