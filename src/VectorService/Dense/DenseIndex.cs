using GroupChat.Vectors.Dense.Graph;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Dense;

/// <summary>
/// Nearest neighbours among the rows of one segment: looked through where they are few, along a graph where they are many. One writer
/// appends, one thread at a time puts rows into the graph, and any number of searches read without a lock. A row can be found as
/// soon as it is appended: what is not in the graph yet is looked through.
/// </summary>
internal sealed class DenseIndex
{
    private const int FirstWidth = 64;

    private readonly GraphBuilder _builder;
    private readonly DenseSettings _settings;
    private WidthMeasured _width = new(FirstWidth, 0, 0);

    public DenseIndex(int dimension, VectorMetric metric = VectorMetric.Cosine, DenseSettings? settings = null)
    {
        Rows = new VectorRows(dimension, metric);
        _builder = new GraphBuilder(Rows, Links);
        _settings = settings ?? DenseSettings.Default;
    }

    public VectorRows Rows { get; }

    public GraphLinks Links { get; } = new();

    /// <summary>Rows the graph knows.</summary>
    public int InGraph => Links.Count;

    /// <summary>Bytes of memory written to.</summary>
    public long Bytes => Rows.Bytes + Links.Bytes;

    /// <summary>The width that walks use, and what it was measured to find.</summary>
    public WidthMeasured Width => Volatile.Read(ref _width);

    /// <summary>Whether rows wait to be put into the graph: there is none while they are few.</summary>
    public bool WantsBuilding => Rows.Count > _settings.ScanLimit && Links.Count < Rows.Count;

    /// <summary>Whether a graph that has caught up is much larger than when its width was measured, or its width never was.</summary>
    public bool WantsCalibration => !WantsBuilding && Links.Count > Width.Rows + (Width.Rows / 4);

    /// <summary>Whether the graph is so much larger than when it was saved that building it again would take longer than saving it.</summary>
    public bool IsWorthSaving(int saved) => Links.Count - saved >= Math.Max(_settings.ScanLimit / 4, saved / 4);

    /// <summary>Puts at most so many rows into the graph; one thread at a time. Returns how many.</summary>
    public int Build(int most)
    {
        var count = Math.Min(most, Rows.Count - Links.Count);
        for (var i = 0; i < count; i++)
            _builder.Add();
        return count;
    }

    /// <summary>Takes rows and links whose memory has been filled, all rows in the graph.</summary>
    /// <exception cref="InvalidDataException">A link leads out of the graph.</exception>
    public void Restore(int rows, int upper, long entry, WidthMeasured width)
    {
        Links.Restore(rows, upper, entry);
        Rows.Restore(rows);
        Volatile.Write(ref _width, width);
    }

    /// <summary>Measures anew which width finds the target share of the true nearest.</summary>
    public void Calibrate(SlotSet live, CancellationToken cancellationToken) =>
        Volatile.Write(ref _width, WidthCalibration.Run(this, live, _settings.TargetRecall, cancellationToken));

    /// <summary>How a search would be carried out now.</summary>
    public SearchPlan PlanFor(in DenseRequest request) => SearchPlan.For(request, _settings, Rows.Count, Links.Count, Width.Width);

    /// <summary>Finds the closest, best first; returns how many. Equal scores are in the order of their slots.</summary>
    public int Search(ReadOnlySpan<float> vector, in DenseRequest request, Span<ScoredSlot> found)
    {
        var limit = Math.Min(request.Limit, found.Length);
        if (limit <= 0 || request.Among.Count == 0)
            return 0;
        // Rows are read without bounds, so the graph is taken before them: it never knows more than they hold.
        var graph = Links.View;
        var view = Rows.View;
        var plan = SearchPlan.For(request, _settings, view.Count, graph.Count, Width.Width);
        var count = DenseSearch.Run(view, graph, vector, request with { Limit = limit }, plan, found);
        GC.KeepAlive(this);
        return count;
    }
}
