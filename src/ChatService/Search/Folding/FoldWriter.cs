namespace GroupChat.Chat.Search.Folding;

/// <summary>Collects folded characters; a run of white space becomes one space.</summary>
internal sealed class FoldWriter(int capacity, bool traced)
{
    private char[] _text = new char[capacity];
    private int[] _starts = traced ? new int[capacity] : [];
    private int[] _ends = traced ? new int[capacity] : [];
    private int _length;

    public void Add(char c, int start, int end)
    {
        if (c == ' ' && (_length == 0 || _text[_length - 1] == ' '))
            return;
        if (_length == _text.Length)
            Grow();
        _text[_length] = c;
        if (traced)
        {
            _starts[_length] = start;
            _ends[_length] = end;
        }

        _length++;
    }

    public FoldedText Close()
    {
        if (_length > 0 && _text[_length - 1] == ' ')
            _length--;
        return new(new string(_text, 0, _length), _starts, _ends);
    }

    // Compatibility forms can be many times as long as what they stand for.
    private void Grow()
    {
        var size = Math.Max(16, _text.Length * 2);
        Array.Resize(ref _text, size);
        if (!traced)
            return;
        Array.Resize(ref _starts, size);
        Array.Resize(ref _ends, size);
    }
}
