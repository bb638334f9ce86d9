namespace GroupChat.Chat.Delivery;

/// <summary>
/// Wakes a stream when it has to do something by the clock. An alarm that is set already and comes no later is left alone, so that
/// a busy stream touches its timer about once a heartbeat.
/// </summary>
internal sealed class StreamClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly WakeSignal _wake;
    private long _alarm;
    private volatile bool _isSet;

    public StreamClock(TimeProvider time, WakeSignal wake)
    {
        (_time, _wake) = (time, wake);
        _timer = time.CreateTimer(static clock => ((StreamClock)clock!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Wakes the stream after the shorter of the two.</summary>
    public void Arm(TimeSpan heartbeat, TimeSpan? text)
    {
        var due = text is { } sooner && sooner < heartbeat ? sooner : heartbeat;
        due = due > TimeSpan.Zero ? due : TimeSpan.Zero;
        var alarm = _time.GetTimestamp() + (long)(due.TotalSeconds * _time.TimestampFrequency);
        if (_isSet && _alarm <= alarm)
            return;
        _alarm = alarm;
        _isSet = true;
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Ring()
    {
        _isSet = false;
        _wake.Set();
    }
}
