using GroupChat.Agents.Models;

namespace GroupChat.Agents.Extractive;

/// <summary>What stands around a sentence, and how much a question's word found there counts for the sentence.</summary>
/// <param name="Asked">The question it answers in a list of questions and answers; null elsewhere.</param>
/// <param name="Headings">The headings above it.</param>
/// <param name="Before">The sentence before it in the same block; null at its beginning.</param>
/// <param name="Passage">The whole passage and the document's title.</param>
internal sealed record SentenceContext(TermSet? Asked, TermSet Headings, TermSet? Before, TermSet Passage)
{
    private const double ByQuestion = 0.85;
    private const double ByHeading = 0.55;
    private const double ByNeighbour = 0.45;
    private const double ByPassage = 0.3;

    public double Match(QuestionTerm term) => Math.Max(
        Math.Max(ByQuestion * (Asked?.Match(term) ?? 0), ByHeading * Headings.Match(term)),
        Math.Max(ByNeighbour * (Before?.Match(term) ?? 0), ByPassage * Passage.Match(term)));

    /// <summary>Reads the contexts of one passage's sentences, in their order.</summary>
    internal sealed class Reader(PassageContent passage)
    {
        private readonly string _above = string.Join('\n', passage.HeadingPath);
        private readonly TermSet _passage = new($"{passage.Title}\n{passage.Text}");
        private readonly Dictionary<string, TermSet> _headings = [];
        private (int Block, TermSet Own)? _last;
        private (string Text, TermSet Words)? _asked;

        public SentenceContext Around(Sentence sentence, TermSet own)
        {
            if (!_headings.TryGetValue(sentence.Section, out var headings))
                _headings[sentence.Section] = headings = new TermSet($"{_above}\n{sentence.Section}");
            if (sentence.Asked.Length > 0 && _asked?.Text != sentence.Asked)
                _asked = (sentence.Asked, new TermSet(sentence.Asked));
            var before = _last is { } last && last.Block == sentence.Block && !sentence.IsComposed ? last.Own : null;
            if (!sentence.IsComposed)
                _last = sentence.Kind == SentenceKind.Question ? null : (sentence.Block, own);
            return new SentenceContext(sentence.Asked.Length > 0 ? _asked?.Words : null, headings, before, _passage);
        }
    }
}
