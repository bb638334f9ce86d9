namespace GroupChat.Documents.Text;

/// <summary>The headings above the place a reader has got to. Lists handed out are never changed afterwards.</summary>
internal sealed class HeadingTrail
{
    private readonly List<(int Level, string Text)> _open = [];

    public IReadOnlyList<string> Current { get; private set; } = [];

    /// <summary>Passes a heading; one without words ends the sections it closes and opens none.</summary>
    public void Enter(int level, string text)
    {
        _open.RemoveAll(heading => heading.Level >= level);
        if (text.Length > 0)
            _open.Add((level, text));
        Current = [.. _open.Select(heading => heading.Text)];
    }
}
