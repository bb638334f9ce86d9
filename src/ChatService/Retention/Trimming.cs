using GroupChat.Chat.Log;

namespace GroupChat.Chat.Retention;

/// <summary>Takes what is older than a room wants to keep from the beginning of its log.</summary>
internal static class Trimming
{
    /// <summary>Events that go in one change: others wait for so long.</summary>
    private const int Most = 500;

    /// <summary>
    /// Removes a piece of what is too old; true when there may be more. What an answer in the making still needs stays, and so does
    /// the event that told of the last removal, when nothing else is too old: a quiet room is left alone.
    /// </summary>
    public static bool Trim(IRoomEdit edit, int most = Most)
    {
        var retention = edit.Room.Settings.Retention;
        if (retention == TimeSpan.Zero)
            return false;
        var first = edit.Room.FirstSequence;
        var end = Math.Min(edit.NextSequence, edit.OldestQuestion() ?? long.MaxValue);
        var kept = FirstSince(edit, edit.Now - retention, first, Math.Min(end, first + most));
        if (kept <= first || (kept == first + 1 && edit.Event(first)?.Change is RoomChange.HistoryTrimmed))
            return false;
        edit.Append(new RoomChange.HistoryTrimmed(kept));
        return kept == first + most;
    }

    /// <summary>The first event from a time on, or the end. Times in a log rise but for the differences between clocks.</summary>
    private static long FirstSince(IRoomEdit edit, DateTimeOffset time, long first, long end)
    {
        if (end <= first || edit.Event(first)?.CommitTime >= time)
            return first;
        var (tooOld, kept) = (first, end);
        while (kept - tooOld > 1)
        {
            var middle = tooOld + ((kept - tooOld) / 2);
            if (edit.Event(middle)?.CommitTime >= time)
                kept = middle;
            else
                tooOld = middle;
        }

        return kept;
    }
}
