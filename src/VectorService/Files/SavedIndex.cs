using System.Runtime.InteropServices;
using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Files;

/// <summary>
/// An index as it came out of a file: vectors and the graph over them. Which of its points are still there, and as they were, only
/// the database says: what it does not confirm is dead.
/// </summary>
internal sealed class SavedIndex
{
    private readonly Dictionary<string, int> _slots;

    public SavedIndex(DenseIndex dense, IReadOnlyList<string> ids)
    {
        Dense = dense;
        _slots = new Dictionary<string, int>(ids.Count, StringComparer.Ordinal);
        for (var slot = 0; slot < ids.Count; slot++)
        {
            if (ids[slot].Length > 0)
                _slots[ids[slot]] = slot;
        }
    }

    public DenseIndex Dense { get; }

    /// <summary>The slot of a point; only of one it is known to hold.</summary>
    public int SlotOf(string id) => _slots[id];

    /// <summary>Whether it holds this very vector for this id.</summary>
    public bool Holds(string id, ReadOnlySpan<float> vector) =>
        _slots.TryGetValue(id, out var slot)
            && MemoryMarshal.AsBytes(Dense.Rows.Row(slot)).SequenceEqual(MemoryMarshal.AsBytes(vector));
}
