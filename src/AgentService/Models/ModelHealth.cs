namespace GroupChat.Agents.Models;

/// <summary>The present state of one model, as its last request or its loading left it.</summary>
internal sealed class ModelHealth
{
    private volatile Report _last = new(ModelState.Ready, "");

    public ModelState State => _last.State;

    /// <summary>Why it is unavailable: one sentence without secrets. Else empty.</summary>
    public string Reason => _last.Reason;

    public void Is(ModelState state, string reason = "")
    {
        if (_last.State != state || _last.Reason != reason)
            _last = new Report(state, reason);
    }

    private sealed record Report(ModelState State, string Reason);
}
