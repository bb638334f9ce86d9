namespace GroupChat.Chat.Storage.Search;

/// <summary>
/// Which segments to join: as many of about the same size as lie next to one another in time, so that each message is moved a
/// few times in its life and a search has few segments to look into.
/// </summary>
internal static class MergePlan
{
    /// <summary>Segments of this many messages are left alone.</summary>
    private const int Full = 32_768;

    /// <summary>What one transaction can carry without keeping others waiting: about 60 bytes a message.</summary>
    private const int Largest = 4 * Full;

    private const int Fan = 8;

    /// <param name="entries">All segments, newest first.</param>
    /// <returns>None when there is nothing to gain.</returns>
    public static List<SegmentEntry> Choose(IReadOnlyList<SegmentEntry> entries)
    {
        foreach (var size in entries.Where(entry => entry.MessageCount < Full).GroupBy(SizeClass).OrderBy(group => group.Key))
        {
            if (size.Count() >= Fan)
                return OldestOf(size);
        }

        return [];
    }

    private static List<SegmentEntry> OldestOf(IEnumerable<SegmentEntry> entries)
    {
        var chosen = new List<SegmentEntry>();
        var messages = 0;
        foreach (var entry in entries.Reverse().Take(Fan))
        {
            messages += entry.MessageCount;
            if (messages <= Largest)
                chosen.Add(entry);
        }

        return chosen;
    }

    private static int SizeClass(SegmentEntry entry) => (int)Math.Log(entry.MessageCount, Fan);
}
