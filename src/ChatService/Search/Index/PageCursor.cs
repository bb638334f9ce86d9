namespace GroupChat.Chat.Search.Index;

/// <summary>Walks through the grams of a page.</summary>
internal struct PageCursor(SegmentPage page)
{
    private readonly SegmentPage _page = page;
    private int _at;

    public long Gram { get; private set; } = page.First;

    public ReadOnlyMemory<byte> Postings { get; private set; }

    public bool Next()
    {
        if (_at == _page.Content.Length)
            return false;
        var reader = new ByteReader(_page.Content.AsSpan(_at));
        Gram += reader.Number();
        var length = (int)reader.Number();
        var start = _page.Content.Length - reader.Rest.Length;
        Postings = _page.Content.AsMemory(start, length);
        _at = start + length;
        return true;
    }
}
