namespace GroupChat.Chat.Search.Index;

/// <summary>Some grams in a row with their postings: what is read at once.</summary>
/// <param name="First">Its first gram.</param>
/// <param name="Content">For each gram the gap to the one before (0 for the first), the length of its postings, and these.</param>
internal sealed record SegmentPage(long First, byte[] Content)
{
    /// <summary>Postings of a gram; empty when it is not here.</summary>
    public ReadOnlyMemory<byte> Find(long gram)
    {
        var cursor = new PageCursor(this);
        while (cursor.Next())
        {
            if (cursor.Gram >= gram)
                return cursor.Gram == gram ? cursor.Postings : default;
        }

        return default;
    }
}
