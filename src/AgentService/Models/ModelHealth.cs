namespace GroupChat.Agents.Models;

/// <summary>The present state of one model, as its last request or its loading left it.</summary>
internal sealed class ModelHealth
{
    private static readonly Report Untried = new(ModelState.Ready, "");

    private Report _last = Untried;

    public ModelState State => Volatile.Read(ref _last).State;

    /// <summary>Why it is unavailable: one sentence without secrets. Else empty.</summary>
    public string Reason => Volatile.Read(ref _last).Reason;

    public void Is(ModelState state, string reason = "")
    {
        var last = Volatile.Read(ref _last);
        if (last == Untried || last.State != state || last.Reason != reason)
            Volatile.Write(ref _last, new Report(state, reason));
    }

    /// <summary>It is said to be unavailable by somebody who did not really ask it: counts as long as nobody has.</summary>
    public void Heard(string reason) => Interlocked.CompareExchange(ref _last, new Report(ModelState.Unavailable, reason), Untried);

    private sealed class Report(ModelState state, string reason)
    {
        public ModelState State => state;

        public string Reason => reason;
    }
}
