namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>The engine's counts: written by its thread, read by any.</summary>
internal sealed class EngineTally
{
    private long _computed;
    private long _cached;
    private long _generated;
    private long _steps;
    private int _waiting;
    private int _running;

    public LlamaCounters Read() => new()
    {
        Computed = Volatile.Read(ref _computed),
        Cached = Volatile.Read(ref _cached),
        Generated = Volatile.Read(ref _generated),
        Steps = Volatile.Read(ref _steps),
        Waiting = Volatile.Read(ref _waiting),
        Running = Volatile.Read(ref _running),
    };

    public void Step() => Volatile.Write(ref _steps, _steps + 1);

    public void Read(int tokens) => Volatile.Write(ref _computed, _computed + tokens);

    public void Knew(int tokens) => Volatile.Write(ref _cached, _cached + tokens);

    public void Wrote() => Volatile.Write(ref _generated, _generated + 1);

    public void Now(int waiting, int running)
    {
        Volatile.Write(ref _waiting, waiting);
        Volatile.Write(ref _running, running);
    }
}
