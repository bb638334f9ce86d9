using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Admin;

/// <summary>
/// Measures what searches of a tenant find: some of its own points are asked for their neighbours, as usual and exactly. Ties count as
/// found, since either of two equals is right.
/// </summary>
internal sealed class RecallProbe(CollectionCatalog collections, IPointStore store, IPointSearch search, TimeProvider time)
{
    public const int DefaultSamples = 50;
    public const int MaxSamples = 500;

    /// <summary>Scores this close are equal, as a share of them where they are large: the last digits depend on the order of additions.</summary>
    private const double Tie = 1e-5;

    public async Task<ProbeResult> RunAsync(PointAddress address, int samples, int limit, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        address.Check(violations);
        violations.AddIf(samples < 0, "sample_count", "must not be negative").AddIf(limit < 0, "limit", "must not be negative").ThrowIfAny();
        var wanted = limit == 0 ? SearchRules.DefaultLimit : Math.Min(limit, SearchRules.MaxLimit);
        var tenant = (await collections.GetAsync(address.Collection, cancellationToken)).Tenant(address.Tenant);
        var points = await store.SampleAsync(tenant, samples == 0 ? DefaultSamples : Math.Min(samples, MaxSamples), cancellationToken);
        List<double> recalls = [], usual = [], exact = [];
        // Loads the tenant, so that no sample has to wait for it.
        if (points.Count > 0)
            await AskAsync(address, points[0], wanted, false, [], cancellationToken);
        foreach (var point in points)
        {
            var truth = await AskAsync(address, point, wanted, true, exact, cancellationToken);
            var found = await AskAsync(address, point, wanted, false, usual, cancellationToken);
            recalls.Add(RecallOf(truth, found));
        }

        return new(points.Count, wanted, recalls.DefaultIfEmpty(1).Average(), recalls.DefaultIfEmpty(1).Min(), Latency.Of(usual), Latency.Of(exact));
    }

    private static double RecallOf(IReadOnlyList<SearchHit> truth, IReadOnlyList<SearchHit> found)
    {
        if (truth.Count == 0)
            return 1;
        var last = truth[^1].Lanes[0].Score;
        var least = last - (Tie * Math.Max(1, Math.Abs(last)));
        return (double)Math.Min(truth.Count, found.Count(hit => hit.Lanes[0].Score >= least)) / truth.Count;
    }

    private async Task<IReadOnlyList<SearchHit>> AskAsync(
        PointAddress address, StoredPoint point, int limit, bool exact, List<double> times, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var query = new SearchQuery("", point.Vector, SearchMode.Dense, limit, null) { Exact = exact };
        var answer = await search.SearchAsync(address, query, cancellationToken);
        times.Add(time.GetElapsedTime(started).TotalMilliseconds);
        return answer.Hits;
    }
}
