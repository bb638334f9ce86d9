namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>How long a token of a prompt takes to compute, of late.</summary>
internal sealed class PrefillPace(TimeProvider time)
{
    private const int LeastTokens = 8;
    private const double Weight = 0.2;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private double _seconds;

    public long Begin() => time.GetTimestamp();

    /// <summary>A step has read so many tokens; those of answers are not worth mentioning beside them.</summary>
    public void End(long begin, int tokens)
    {
        if (tokens < LeastTokens)
            return;
        var seconds = time.GetElapsedTime(begin).TotalSeconds / tokens;
        _seconds = _seconds == 0 ? seconds : _seconds + ((seconds - _seconds) * Weight);
    }

    /// <summary>For so many tokens; as long as anything is waited for while nothing is known.</summary>
    public TimeSpan For(int tokens) => _seconds == 0 ? Longest : TimeSpan.FromSeconds(Math.Min(_seconds * tokens, Longest.TotalSeconds));
}
