namespace GroupChat.Agents.Extractive;

/// <summary>
/// Scores sentences against a question by how much of the question's subject they cover. A word counts by how rare it is
/// among the candidates, so a word that no passage knows counts most: it is the sign that the passages are about
/// something else. Covering by heading or neighbour counts for less than covering by the sentence itself.
/// </summary>
internal sealed class SentenceRanker
{
    private readonly Question _question;
    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly double[] _weights;
    private readonly double _total;

    public SentenceRanker(Question question, IReadOnlyList<Candidate> candidates)
    {
        (_question, _candidates) = (question, candidates);
        _weights = [.. question.Terms.Select(WeightOf)];
        _total = _weights.Sum();
    }

    public List<RankedSentence> Rank() =>
        _total > 0 ? [.. _candidates.Select(Score).OrderByDescending(static ranked => ranked.Score)] : [];

    private double WeightOf(QuestionTerm term)
    {
        var alone = _candidates.Where(static candidate => !candidate.Sentence.IsComposed).ToList();
        var frequency = alone.Count(candidate => candidate.Own.Match(term) >= 1);
        return term.Emphasis * Math.Log(1 + (alone.Count / (1.0 + frequency)));
    }

    private RankedSentence Score(Candidate candidate)
    {
        var covered = new double[_weights.Length];
        var own = 0.0;
        for (var index = 0; index < _weights.Length; index++)
        {
            var direct = candidate.Own.Match(_question.Terms[index]);
            own += direct * _weights[index];
            covered[index] = _weights[index] / _total * Math.Max(direct, candidate.Context.Match(_question.Terms[index]));
        }
        var coverage = covered.Sum();
        var focus = FocusBonus(candidate);
        var place = (0.06 / (1 + candidate.Rank)) + (0.05 * (1 - candidate.Own.FirstOf(_question.Terms)));
        var bonus = Phrases(candidate) + focus + Denial(candidate) + place;
        var score = (coverage + bonus) * Shape(candidate, own > 0);
        return new RankedSentence(candidate, score, coverage, focus > 0, covered);
    }

    private double Phrases(Candidate candidate) =>
        _question.Pairs.Count == 0 ? 0 : 0.12 * _question.Pairs.Count(candidate.Own.HasPair) / _question.Pairs.Count;

    private double Denial(Candidate candidate) => _question.IsNegative && candidate.Own.Stems.Overlaps(Denials) ? 0.2 : 0;

    private double FocusBonus(Candidate candidate) => _question.Focus switch
    {
        QuestionFocus.Quantity => candidate.Own.HasNumber ? 0.12 : 0,
        QuestionFocus.Procedure => candidate.Sentence.Kind is SentenceKind.Introduced or SentenceKind.Code ? 0.08 : 0,
        QuestionFocus.Reason => candidate.Context.Headings.Stems.Overlaps(Reasons) ? 0.25 : candidate.Own.Stems.Overlaps(Reasons) ? 0.1 : 0,
        _ => 0,
    };

    private static readonly string[] Denials = ["not", "cannot", "never", "no", "without", "nicht", "kein", "keine", "pas", "nunca"];

    private static readonly string[] Reasons =
        ["why", "rational", "becaus", "sinc", "reason", "therefor", "so", "weil", "damit", "denn", "parc", "porqu", "因为"];

    /// <summary>Questions label answers, a lone colon promises one, the rest of an
    /// answer depends on its beginning, and very short or long sentences quote badly.</summary>
    private static double Shape(Candidate candidate, bool direct)
    {
        var shape = direct ? 1.0 : 0.8;
        shape *= candidate.Sentence.Kind switch
        {
            SentenceKind.Question => 0.3,
            SentenceKind.Code => 0.85,
            SentenceKind.Continued => 1.02,
            SentenceKind.TableRow or SentenceKind.Pair => 0.93,
            _ => 1,
        };
        if (candidate.Sentence.Kind != SentenceKind.Introduced && candidate.Quote.EndsWith(':'))
            shape *= 0.75;
        if (candidate.Context is { Asked: not null, Before: not null })
            shape *= 0.9;
        return shape * candidate.Own.Count switch { < 4 => 0.8, > 80 => 0.8, > 45 => 0.9, _ => 1 };
    }
}
