using GroupChat.Vectors.Dense.Graph;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Dense;

/// <summary>
/// Finds the smallest width whose walks find the target share of the true nearest, by asking for the neighbours of rows that are
/// there, without coming across the row itself: from it the way to its neighbours would be shorter than any query's. How wide is enough
/// depends on the vectors: hashed text needs four times the width of learned vectors.
/// </summary>
internal static class WidthCalibration
{
    private const int Samples = 64;
    private const int Nearest = 10;

    private static readonly int[] Widths = [16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024];

    public static WidthMeasured Run(DenseIndex index, SlotSet live, double target, CancellationToken cancellationToken)
    {
        var samples = SampleOf(live, index.InGraph);
        var truth = samples.Select(slot => Find(index, live, slot, new() { Path = SearchPath.Codes })).ToArray();
        var measured = new WidthMeasured(Widths[^1], 0, index.InGraph);
        foreach (var width in Widths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            measured = new WidthMeasured(width, Recall(width), index.InGraph);
            if (measured.Recall >= target)
                break;
        }

        return measured;

        double Recall(int width)
        {
            var found = 0;
            for (var i = 0; i < samples.Length; i++)
                found += Find(index, live, samples[i], new() { Path = SearchPath.Graph, Width = width, Without = samples[i] }).Intersect(truth[i]).Count();
            return (double)found / Math.Max(1, truth.Sum(slots => slots.Length));
        }
    }

    private static int[] Find(DenseIndex index, SlotSet live, int slot, DenseRequest how)
    {
        var found = new ScoredSlot[Nearest + 1];
        var count = index.Search(index.Rows.Row(slot), how with { Among = live, Limit = found.Length }, found);
        return [.. found.Take(count).Select(hit => hit.Slot).Where(other => other != slot).Take(Nearest)];
    }

    // Spread evenly over the slots, so that old and new ones are asked for. Only the lowest level can do without one.
    private static int[] SampleOf(SlotSet live, int count)
    {
        var step = Math.Max(1, count / Samples);
        return
        [
            .. Enumerable.Range(0, Samples).Select(i => Enumerable.Range(i * step, step).FirstOrDefault(IsSample, -1)).Where(slot => slot >= 0),
        ];

        bool IsSample(int slot) => slot < count && live.Contains(slot) && GraphShape.LevelOf(slot) == 0;
    }
}
