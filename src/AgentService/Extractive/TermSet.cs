namespace GroupChat.Agents.Extractive;

/// <summary>The words of a text, ready to be asked whether a question's word is among them.</summary>
internal sealed class TermSet
{
    private const double Equivalent = 0.6;
    private const double Related = 0.6;
    private const int ShortestRelated = 5;

    private readonly HashSet<string> _stems = [];
    private readonly HashSet<string> _pairs = [];
    private readonly List<string> _order = [];

    public TermSet(string text)
    {
        string? previous = null;
        foreach (var term in TermReader.Read(text))
        {
            _order.Add(term.Stem);
            _stems.Add(term.Stem);
            if (term.Whole is { } whole)
                _stems.Add(whole);
            if (previous is not null)
                _pairs.Add(previous + term.Stem);
            previous = term.Stem;
            HasNumber |= char.IsAsciiDigit(term.Text[0]);
        }
    }

    /// <summary>How many words the text has.</summary>
    public int Count => _order.Count;

    public bool HasNumber { get; }

    /// <summary>Where the first of the question's words stands, as a share of the text: 0 at its beginning, 1 when none does.</summary>
    public double FirstOf(IEnumerable<QuestionTerm> terms)
    {
        var first = terms.Select(term => _order.IndexOf(term.Stem)).Where(static at => at >= 0).DefaultIfEmpty(_order.Count).Min();
        return (double)first / Math.Max(1, _order.Count);
    }

    public IReadOnlySet<string> Stems => _stems;

    /// <summary>True when the two stems of the pair follow each other here, or are written as one word.</summary>
    public bool HasPair(string pair) => _pairs.Contains(pair) || _stems.Contains(pair);

    /// <summary>0 when the question's word is not here; 1 when it is; between when something like it is.</summary>
    public double Match(QuestionTerm term)
    {
        if (_stems.Contains(term.Stem) || _pairs.Contains(term.Stem) || term.SameAs.Any(_stems.Contains))
            return 1;
        if (term.Equivalents.Any(_stems.Contains))
            return Equivalent;
        return _stems.Any(stem => IsRelated(stem, term.Stem)) ? Related : 0;
    }

    public double Overlap(TermSet other)
    {
        var shared = _stems.Count(other._stems.Contains);
        return (double)shared / Math.Max(1, Math.Min(_stems.Count, other._stems.Count));
    }

    /// <summary>Same beginning and a short rest: inflection in languages the stemmer does not know.</summary>
    private static bool IsRelated(string left, string right)
    {
        if (Math.Min(left.Length, right.Length) < ShortestRelated)
            return false;
        var common = left.AsSpan().CommonPrefixLength(right);
        return common >= ShortestRelated && common * 4 >= Math.Max(left.Length, right.Length) * 3;
    }
}
