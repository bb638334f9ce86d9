namespace GroupChat.Cli.Rooms;

/// <summary>Remembers how far a room has been shown, and tells the server when that has moved.</summary>
/// <param name="tell">Tells it; may be lost with the stream.</param>
internal sealed class ReadMarker(Action<long> tell)
{
    private long _shown;
    private long _told;

    public void Shown(long sequence) => _shown = Math.Max(_shown, sequence);

    /// <summary>What was told on a stream that is gone may not have arrived.</summary>
    public void Again() => _told = 0;

    public void Tell()
    {
        if (_shown <= _told)
            return;
        _told = _shown;
        tell(_shown);
    }
}
