namespace GroupChat.Bench.Load;

/// <summary>One subscriber of one room: checks that each message is the next one.</summary>
internal sealed class Listener(Arrivals arrivals)
{
    private long _last;

    public void Take(ReadOnlySpan<byte> message)
    {
        if (Stamp.Find(message) is not { } stamp)
            return;
        arrivals.Add(stamp, inPlace: stamp.Number == _last + 1);
        _last = stamp.Number;
    }
}
