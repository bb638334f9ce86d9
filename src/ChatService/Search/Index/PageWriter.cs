namespace GroupChat.Chat.Search.Index;

/// <summary>Cuts ascending grams into pages. A page is about this long: longer only when one gram's postings are.</summary>
internal sealed class PageWriter
{
    private const int PageBytes = 8 * 1024;

    private readonly List<SegmentPage> _pages = [];
    private readonly ByteWriter _page = new();
    private readonly ByteWriter _postings = new();
    private long _first;
    private long _last;

    public void Add(long gram, ReadOnlySpan<int> numbers)
    {
        _postings.Clear();
        Postings.Write(_postings, numbers);
        if (_page.Length > 0 && _page.Length + _postings.Length > PageBytes)
            EndPage();
        if (_page.Length == 0)
            _first = _last = gram;
        _page.Number(gram - _last);
        _page.Number(_postings.Length);
        _page.Bytes(_postings.Written);
        _last = gram;
    }

    public IReadOnlyList<SegmentPage> Close()
    {
        if (_page.Length > 0)
            EndPage();
        return _pages;
    }

    private void EndPage() => _pages.Add(new(_first, _page.Take()));
}
