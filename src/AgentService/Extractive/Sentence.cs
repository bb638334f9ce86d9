namespace GroupChat.Agents.Extractive;

/// <summary>Something that can be quoted: an exact slice of a passage.</summary>
/// <param name="Start">First character in the passage.</param>
/// <param name="Length">Characters.</param>
/// <param name="Kind">What it is in the Markdown.</param>
/// <param name="Block">Number of the paragraph, item or code it stands in; neighbours in one block belong together.</param>
/// <param name="Section">The heading above it; empty when the passage has none above it.</param>
/// <param name="Asked">The question that it answers in a list of questions and answers; empty elsewhere.</param>
internal sealed record Sentence(int Start, int Length, SentenceKind Kind, int Block, string Section, string Asked)
{
    public int End => Start + Length;

    /// <summary>Made of other sentences, which are offered alone as well.</summary>
    public bool IsComposed => Kind is SentenceKind.Introduced or SentenceKind.Pair or SentenceKind.Continued;
}
