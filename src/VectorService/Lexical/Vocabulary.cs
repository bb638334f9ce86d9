using System.Collections.Concurrent;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Lexical;

/// <summary>
/// The terms of an index by their groups of three characters, to find what a misspelled word may have meant. A word is
/// padded with two spaces before and one behind, so that its beginning counts most.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Below this share of common groups two words are not taken for each other.</summary>
    private const double LeastSimilarity = 0.3;
    private const int MostSimilar = 16;

    private readonly AppendList<string> _terms = new();
    private readonly ConcurrentDictionary<ulong, AppendList<int>> _groups = new();

    public void Add(string term)
    {
        _terms.Add(term);
        foreach (var group in Groups(term))
            _groups.GetOrAdd(group, _ => new AppendList<int>(1)).Add(_terms.Count - 1);
    }

    /// <summary>Known terms like this one, the most similar first, with the share of groups they have in common (Jaccard).</summary>
    public IReadOnlyList<SimilarTerm> Similar(string term)
    {
        var groups = Groups(term);
        var common = new Dictionary<int, int>();
        foreach (var group in groups)
        {
            if (!_groups.TryGetValue(group, out var having))
                continue;
            foreach (var known in having.Span)
                common[known] = common.GetValueOrDefault(known) + 1;
        }

        return
        [
            .. common
                .Select(pair => new SimilarTerm(_terms[pair.Key], Similarity(pair.Value, groups.Count, _terms[pair.Key])))
                .Where(similar => similar.Similarity >= LeastSimilarity)
                .OrderByDescending(similar => similar.Similarity).ThenBy(similar => similar.Term, StringComparer.Ordinal)
                .Take(MostSimilar),
        ];
    }

    private static double Similarity(int common, int groups, string known) =>
        (double)common / (groups + Groups(known).Count - common);

    private static HashSet<ulong> Groups(string term)
    {
        var padded = $"  {term} ";
        var groups = new HashSet<ulong>(padded.Length);
        for (var i = 2; i < padded.Length; i++)
            groups.Add(((ulong)padded[i - 2] << 32) | ((ulong)padded[i - 1] << 16) | padded[i]);
        return groups;
    }
}
