namespace GroupChat.Vectors.Index;

/// <summary>
/// Keeps the best <paramref name="depth"/> slots, best first. Equal scores are ordered by point id: answers do not depend on
/// history.
/// </summary>
internal sealed class TopSlots(int depth, TenantSnapshot snapshot)
{
    private readonly List<ScoredSlot> _best = new(depth + 1);

    public IReadOnlyList<ScoredSlot> Best => _best;

    public void Offer(int slot, double score)
    {
        var offered = new ScoredSlot(slot, score);
        if (_best.Count == depth && !IsBefore(offered, _best[^1]))
            return;
        int low = 0, high = _best.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (IsBefore(offered, _best[middle]))
                high = middle;
            else
                low = middle + 1;
        }

        if (_best.Count == depth)
            _best.RemoveAt(depth - 1);
        _best.Insert(low, offered);
    }

    private bool IsBefore(ScoredSlot left, ScoredSlot right) =>
        left.Score > right.Score || (left.Score == right.Score
            && string.CompareOrdinal(snapshot.Point(left.Slot).Id, snapshot.Point(right.Slot).Id) < 0);
}
