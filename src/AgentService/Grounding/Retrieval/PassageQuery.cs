using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Grounding.Retrieval;

/// <summary>What is searched for.</summary>
/// <param name="Text">At most <see cref="IPassageSearch.LongestQuery"/> bytes.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record PassageQuery(string Text, QuerySource Source)
{
    /// <summary>The question as it was asked.</summary>
    public static PassageQuery Asked(Turn turn) => new(Utf8Prefix.Of(turn.QuestionText, IPassageSearch.LongestQuery), QuerySource.Question);
}
