namespace GroupChat.Chat.Delivery;

/// <summary>Holds the text of growing answers back so that a stream gets at most 25 frames of it a second.</summary>
internal sealed class TextPace(TimeProvider time)
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1) / 25;

    private long _next = long.MinValue;
    private volatile bool _isWaiting;

    /// <summary>True while the stream sleeps until it may send text again: more text need not wake it.</summary>
    public bool IsWaiting
    {
        get => _isWaiting;
        set => _isWaiting = value;
    }

    /// <summary>Zero or less when text may be sent now.</summary>
    public TimeSpan Wait => _next == long.MinValue ? TimeSpan.Zero : time.GetElapsedTime(time.GetTimestamp(), _next);

    /// <summary>So many frames were sent just now.</summary>
    public void Sent(int frames) =>
        _next = time.GetTimestamp() + (long)(Gap.TotalSeconds * frames * time.TimestampFrequency);
}
