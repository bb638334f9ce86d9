using GroupChat.Vectors.Dense.Graph;
using GroupChat.Vectors.Dense.Scan;
using GroupChat.Vectors.Dense.Sketches;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Dense;

/// <summary>Carries a search out as it was planned, over rows and a graph as they were when they were taken.</summary>
internal static class DenseSearch
{
    /// <summary>Finds the closest, best first; returns how many.</summary>
    public static int Run(
        in VectorView view, in GraphView graph, ReadOnlySpan<float> vector, in DenseRequest request, in SearchPlan plan, Span<ScoredSlot> found)
    {
        var scratch = SearchScratch.Mine;
        var query = scratch.Query(view, vector);
        scratch.Best.Reset(request.Limit, withPassages: false);
        if (plan.Path != SearchPath.Graph || !Walk(view, graph, query, scratch, request, plan))
            LookThrough(view, query, scratch, request.Among, plan);
        return Write(view.Metric, scratch.Best, found);
    }

    private static void LookThrough(in VectorView view, in DenseQuery query, SearchScratch scratch, SlotSet among, in SearchPlan plan)
    {
        var ahead = among.Count < view.Count - (view.Count / 8) ? Ahead.Named : Ahead.Following;
        if (plan.Path == SearchPath.Floats)
        {
            RowScan.Run<ByFloats>(view, query, scratch, scratch.Best, among, 0, ahead);
            return;
        }

        scratch.Beam.Reset(plan.Rescored, withPassages: false);
        if (SketchScan.Suits(view, among))
            SketchScan.Run(view, query, scratch, scratch.Beam, among);
        else
            RowScan.Run<ByCodes>(view, query, scratch, scratch.Beam, among, 0, ahead);
        Rescoring.Run(view, query, scratch, scratch.Beam, scratch.Best, plan.Rescored);
    }

    /// <summary>
    /// False when the walk has run out of room or of ways before the beam was full: it has not looked as far as it should. Then all
    /// candidates are looked at, so that nothing is lost silently.
    /// </summary>
    private static bool Walk(
        in VectorView view, in GraphView graph, in DenseQuery query, SearchScratch scratch, in DenseRequest request, in SearchPlan plan)
    {
        if (request.WalkByFloats)
            Widen<ByFloats>(view, graph, query, scratch, request, plan.Width);
        else
            Widen<ByCodes>(view, graph, query, scratch, request, plan.Width);
        if (scratch.Beam.IsOverfull || scratch.Beam.Counted < Math.Min(plan.Width, request.Among.Count))
            return false;
        RowScan.Run<ByCodes>(view, query, scratch, scratch.Beam, request.Among, graph.Count, Ahead.Following);
        Rescoring.Run(view, query, scratch, scratch.Beam, scratch.Best, plan.Rescored);
        return true;
    }

    private static void Widen<TMeasure>(
        in VectorView view, in GraphView graph, in DenseQuery query, SearchScratch scratch, in DenseRequest request, int width)
        where TMeasure : struct, IMeasure
    {
        var from = GraphWalk.Descend<TMeasure>(view, graph, query, scratch, toLevel: 1);
        var without = request.Without ?? -1;
        if (request.Among.Count >= view.Count)
            GraphWalk.Widen<TMeasure, AdmitAll>(view, graph, query, scratch, from, 0, width, default, without);
        else
            GraphWalk.Widen<TMeasure, AdmitBits>(view, graph, query, scratch, from, 0, width, new AdmitBits(request.Among), without);
    }

    private static int Write(VectorMetric metric, Beam best, Span<ScoredSlot> found)
    {
        for (var i = 0; i < best.Count; i++)
            found[i] = new ScoredSlot(SlotKey.Slot(best[i]), Score(SlotKey.Closeness(best[i]), metric));
        return best.Count;
    }

    // Closeness of distances is their square, so that walks need no roots.
    private static float Score(float closeness, VectorMetric metric) =>
        metric == VectorMetric.Euclidean ? -MathF.Sqrt(MathF.Max(0, -closeness)) : closeness;
}
