using System.Runtime.CompilerServices;
using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Vectors.Dense.Graph;

/// <summary>
/// The graph for one search. Lists may name slots added since: whoever reads them leaves out those not below <see cref="Count"/>.
/// </summary>
internal readonly unsafe record struct GraphView(
    GraphLinks Links, int Count, int Entry, int EntryLevel, RowView Lowest, RowView Heads, RowView Upper)
{
    /// <summary>The neighbours of a slot on a level it is on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int* Neighbours(int slot, int level) =>
        level == 0 ? (int*)Lowest[slot] : (int*)Upper[*(int*)Heads[slot] + level - 1];
}
