namespace GroupChat.Cli.Terminal;

/// <summary>Lines sent before, newest first to come back with the up key; the line being written waits meanwhile.</summary>
internal sealed class InputHistory
{
    private const int Limit = 200;

    private readonly List<string> _lines = [];
    private string _draft = "";
    private int _at;

    public void Add(string line)
    {
        if (_lines.Count == 0 || _lines[^1] != line)
            _lines.Add(line);
        if (_lines.Count > Limit)
            _lines.RemoveAt(0);
        _at = _lines.Count;
    }

    /// <summary>The line before, or null at the oldest.</summary>
    /// <param name="current">The line on the screen, kept when it is the draft.</param>
    public string? Older(string current)
    {
        if (_at == 0)
            return null;
        if (_at == _lines.Count)
            _draft = current;
        return _lines[--_at];
    }

    /// <summary>The line after, the draft after the newest, or null past it.</summary>
    public string? Newer()
    {
        if (_at == _lines.Count)
            return null;
        return ++_at == _lines.Count ? _draft : _lines[_at];
    }
}
