namespace GroupChat.Cli.Rooms;

/// <summary>Decides when the room is told that this person is typing: at most every three seconds, and when they stop.</summary>
/// <param name="tell">Tells the room.</param>
/// <param name="time">Clock.</param>
internal sealed class TypingNotifier(Action<bool> tell, TimeProvider time)
{
    /// <summary>A signal holds for six seconds: half of that keeps it alive.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private long? _told;

    public void Edited(string text)
    {
        // A command is nobody else's business.
        if (text.Length == 0 || text[0] == '/')
            Stopped();
        else if (_told is null || time.GetElapsedTime(_told.Value) >= Interval)
        {
            _told = time.GetTimestamp();
            tell(true);
        }
    }

    /// <summary>The line was sent: the message itself ends the signal.</summary>
    public void Sent() => _told = null;

    private void Stopped()
    {
        if (_told is null)
            return;
        _told = null;
        tell(false);
    }
}
