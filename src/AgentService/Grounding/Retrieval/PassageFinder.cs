using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Grounding.Retrieval;

/// <summary>
/// Searches for each query and fuses what they find by reciprocal rank (G. Cormack, C. Clarke and S. Büttcher, SIGIR 2009). The
/// question as asked is always one of them, so that a bad rewriting cannot hide what it finds: of two lists, the first half of each
/// is in the result.
/// </summary>
internal sealed class PassageFinder(IPassageSearch search, int most)
{
    private const double RankOffset = 60;

    /// <returns>The best first; those that may be used are at most so many, and the others say why not.</returns>
    public async Task<IReadOnlyList<FoundPassage>> FindAsync(
        Turn turn, IReadOnlyList<PassageQuery> queries, TurnAccount account, CancellationToken cancellationToken)
    {
        var lists = new List<IReadOnlyList<PassageContent>>();
        foreach (var query in queries)
        {
            lists.Add(await search.SearchAsync(turn.Reader, query.Text, most, cancellationToken).WaitAsync(cancellationToken));
            account.Searched(query, lists[^1].Count);
        }
        var used = 0;
        var found = Fused(lists).Select(one => one with
        {
            Use = !turn.Agent.Knowledge.Has(one.Passage.DocumentId) ? PassageUse.OutOfScope : used++ < most ? PassageUse.Read : PassageUse.TooMany,
        }).ToList();
        account.Found(found);
        return found;
    }

    private static IEnumerable<FoundPassage> Fused(List<IReadOnlyList<PassageContent>> lists) => lists
        .SelectMany(static (list, query) => list.Select((passage, rank) => (Passage: passage, Query: query, Weight: 1 / (RankOffset + rank))))
        .GroupBy(static hit => hit.Passage.PassageId)
        .OrderByDescending(static hits => hits.Sum(static hit => hit.Weight))
        .Select(static hits => new FoundPassage(hits.First().Passage, [.. hits.Select(static hit => hit.Query)], PassageUse.Read));
}
