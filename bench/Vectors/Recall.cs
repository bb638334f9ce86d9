using System.Numerics.Tensors;
using GroupChat.Vectors.Index;

namespace GroupChat.Bench.Vectors;

/// <summary>How many of the true nearest were found.</summary>
internal static class Recall
{
    /// <summary>The true nearest of every query among some rows: floats, one by one, by a method of its own.</summary>
    public static int[] Truth(VectorSet set, SlotSet among)
    {
        var truth = new int[set.Queries * VectorSet.Nearest];
        for (var query = 0; query < set.Queries; query++)
        {
            var best = new PriorityQueue<int, float>();
            foreach (var row in among)
            {
                var score = TensorPrimitives.Dot(set.Row(row), set.Query(query));
                if (best.Count < VectorSet.Nearest)
                    best.Enqueue(row, score);
                else
                    best.EnqueueDequeue(row, score);
            }

            best.UnorderedItems.Select(item => item.Element).ToArray().CopyTo(truth, query * VectorSet.Nearest);
        }

        return truth;
    }

    public static double Of(int[] found, int[] truth)
    {
        var hits = 0;
        for (var at = 0; at < truth.Length; at += VectorSet.Nearest)
            hits += found.AsSpan(at, VectorSet.Nearest).ToArray().Intersect(truth[at..(at + VectorSet.Nearest)]).Count();
        return (double)hits / truth.Length;
    }
}
