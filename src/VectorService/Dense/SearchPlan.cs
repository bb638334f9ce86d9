namespace GroupChat.Vectors.Dense;

/// <summary>
/// How a search is to be carried out, by the number of candidates: the fewer, the more exactly. Only what is too many to look at is
/// left to the graph, and with a filter the walk widens by what the filter takes away.
/// </summary>
/// <param name="Path">The way.</param>
/// <param name="Width">Candidates kept on it, at least what is scored again.</param>
/// <param name="Rescored">Candidates scored again by their floats.</param>
internal readonly record struct SearchPlan(SearchPath Path, int Width, int Rescored)
{
    /// <summary>So few that codes save nothing.</summary>
    public const int Few = 1_000;

    /// <summary>A filter that takes away less than the rest of this does not cut the graph apart.</summary>
    private const double LeastUnfiltered = 0.9;

    private const int LeastRescored = 30;
    private const int MaxWidth = 4_096;

    public static SearchPlan For(in DenseRequest request, DenseSettings settings, int rows, int inGraph, int width)
    {
        var rescored = Math.Max(LeastRescored, request.Limit * 2);
        var candidates = request.Among.Count;
        var path = request.Path ?? (request.Exact ? SearchPath.Floats : PathFor(request, settings, rows, inGraph));
        if (path != SearchPath.Graph || inGraph == 0)
            return new(path == SearchPath.Graph ? SearchPath.Codes : path, rescored, rescored);
        // Dead and filtered slots take no place in the beam; a wider one makes up for the ways they no longer show.
        var loss = Math.Max(1.0, (double)rows / Math.Max(1, candidates));
        var asked = request.Width > 0 ? request.Width : (int)Math.Min(MaxWidth, width * loss);
        return new(path, Math.Clamp(asked, request.Limit, MaxWidth), rescored);
    }

    private static SearchPath PathFor(in DenseRequest request, DenseSettings settings, int rows, int inGraph)
    {
        var candidates = request.Among.Count;
        if (candidates <= Few)
            return SearchPath.Floats;
        var isFiltered = candidates < (request.Alive == 0 ? rows : request.Alive) * LeastUnfiltered;
        var limit = isFiltered ? Math.Max(settings.FilteredScanLimit, rows / 10) : settings.ScanLimit;
        // Half a graph would leave the other half to be looked at anyway.
        return candidates <= limit || inGraph < rows / 2 ? SearchPath.Codes : SearchPath.Graph;
    }
}
