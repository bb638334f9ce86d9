namespace GroupChat.Cli.Connection;

/// <summary>
/// How long to wait before trying again: doubles from a quarter of a second to ten seconds. Each wait is drawn from the upper
/// half of its step, so that clients that lost the same server do not come back in step.
/// </summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _step = First;

    public TimeSpan Next()
    {
        var step = _step;
        _step = step * 2 < Longest ? step * 2 : Longest;
        return step * (0.5 + (random.NextDouble() / 2));
    }

    /// <summary>To be called once something worked.</summary>
    public void Reset() => _step = First;
}
