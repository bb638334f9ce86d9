using System.Text.RegularExpressions;

namespace GroupChat.Agents.Extractive;

/// <summary>A question as the ranking sees it: the words that carry its subject and the kind of answer it wants.</summary>
internal sealed partial class Question
{
    private const double GeneralWord = 0.35;
    private const double Name = 1.6;

    private Question(IReadOnlyList<QuestionTerm> terms, IReadOnlyList<string> pairs, QuestionFocus focus, bool isNegative) =>
        (Terms, Pairs, Focus, IsNegative) = (terms, pairs, focus, isNegative);

    public IReadOnlyList<QuestionTerm> Terms { get; }

    /// <summary>Neighbouring subject words, run together as <see cref="TermSet.HasPair"/> expects them.</summary>
    public IReadOnlyList<string> Pairs { get; }

    public QuestionFocus Focus { get; }

    /// <summary>It asks for what is not: a sentence that denies something answers better.</summary>
    public bool IsNegative { get; }

    public static Question Parse(string text)
    {
        var plain = Mention().Replace(text, " ");
        var read = TermReader.Read(plain);
        var stopWords = StopWords.For(read);
        var subject = read.Where(term => !stopWords.Contains(term.Text)).ToList();
        var shouted = !plain.Any(char.IsLower);
        var terms = subject.Select(term => TermOf(term, read, shouted)).DistinctBy(static term => term.Stem).ToList();
        var pairs = subject.Zip(subject.Skip(1)).Where(static two => two.Second.Position == two.First.Position + 1)
            .Select(static two => two.First.Stem + two.Second.Stem).Distinct().ToList();
        return new Question(terms, pairs, FocusReader.Read(plain), FocusReader.IsNegative(read));
    }

    private static QuestionTerm TermOf(Term term, List<Term> read, bool shouted)
    {
        List<string> sameAs = [];
        if (term.Whole is { } whole)
            sameAs.Add(whole);
        if (term.Position > 0)
            sameAs.Add(read[term.Position - 1].Text + term.Stem);
        if (term.Position + 1 < read.Count)
            sameAs.Add(term.Text + read[term.Position + 1].Stem);
        var emphasis = Thesaurus.IsGeneral(term.Stem) ? GeneralWord : term.Named && !shouted ? Name : 1;
        return new QuestionTerm(term.Stem, sameAs, Thesaurus.Equivalents(term.Stem), emphasis);
    }

    /// <summary>Who is addressed is not what is asked.</summary>
    [GeneratedRegex(@"(?<![\w.])@[\w-]+")]
    private static partial Regex Mention();
}
