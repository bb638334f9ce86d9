namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// Where requests come in, from any thread, for the one that owns the context. Bounded: beyond its limits a request is refused at
/// once, with a delay after which the queue should be half as long.
/// </summary>
internal sealed class Intake(EngineSettings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _signal = new();
    private readonly Dictionary<string, int> _byUser = new(StringComparer.Ordinal);
    private List<Generation> _new = [];
    private Exception? _closed;
    private volatile bool _cancels;
    private int _waiting;
    private long _lastLeft;
    private double _secondsPerRequest = 1;

    public int Waiting => Volatile.Read(ref _waiting);

    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_QUEUE_FULL, or why the engine has ended.</exception>
    public void Submit(Generation generation)
    {
        var user = generation.Request.UserKey;
        lock (_gate)
        {
            if (_closed is not null)
                throw _closed;
            var own = _byUser.GetValueOrDefault(user);
            if (_waiting >= settings.MaxQueued || own >= settings.MaxQueuedPerUser)
                throw LlamaErrors.QueueFull(_waiting, Delay());
            _byUser[user] = own + 1;
            _waiting++;
            _new.Add(generation);
        }
        Wake();
    }

    /// <summary>Says that a request has been started, or was given up before.</summary>
    public void Left(Generation generation)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            _waiting--;
            if (--_byUser[generation.Request.UserKey] == 0)
                _byUser.Remove(generation.Request.UserKey);
            if (_waiting > 0 && _lastLeft > 0)
                _secondsPerRequest += (time.GetElapsedTime(_lastLeft, now).TotalSeconds - _secondsPerRequest) / 8;
            _lastLeft = now;
        }
    }

    /// <summary>Those that came since the last call.</summary>
    public List<Generation> Take()
    {
        _signal.Reset();
        lock (_gate)
        {
            var taken = _new;
            if (taken.Count > 0)
                _new = [];
            return taken;
        }
    }

    public void Wake() => _signal.Set();

    /// <summary>Says that a request was cancelled: the queue is looked through for it.</summary>
    public void Cancelled()
    {
        _cancels = true;
        Wake();
    }

    /// <summary>Whether one was cancelled since the last call.</summary>
    public bool TakeCancelled()
    {
        var any = _cancels;
        if (any)
            _cancels = false;
        return any;
    }

    /// <summary>Blocks the engine's own thread until something happens.</summary>
    public void Wait() => _signal.Wait();

    /// <summary>From now on refuses with this; returns what nobody has taken.</summary>
    public List<Generation> Close(Exception reason)
    {
        lock (_gate)
            _closed ??= reason;
        return Take();
    }

    public void Dispose() => _signal.Dispose();

    private TimeSpan Delay() => TimeSpan.FromSeconds(Math.Clamp(_secondsPerRequest * _waiting / 2, 1, LongestDelay.TotalSeconds));
}
