namespace GroupChat.Agents.Language.Rules;

/// <summary>Something that a text names.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Value">One form of it; empty when there is none or it is not certain.</param>
/// <param name="Confidence">0 to 1.</param>
internal sealed record FoundEntity(EntityType Kind, int Start, int Length, string Value, double Confidence)
{
    public int End => Start + Length;
}
