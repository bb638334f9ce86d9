using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>
/// Gives memory back after a busy time. The collector runs when much is allocated, and a server that has grown quiet allocates
/// little: without this it would keep for hours what a crowd of connections or a burst of messages needed. A full collection stops
/// the process for a moment, so it waits for a quiet one, and for more garbage each time that it found little.
/// </summary>
internal sealed partial class IdleMemory : IHostedService, IDisposable
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Bytes allocated between two looks up to which the process counts as quiet; heartbeats of ten thousand streams are less.</summary>
    public const long Quiet = 16 * 1024 * 1024;

    /// <summary>Bytes that must have been allocated since the last time.</summary>
    public const long Least = 32 * 1024 * 1024;

    private const int MostPatience = 256;

    private readonly ProcessMemory _memory;
    private readonly TimeProvider _time;
    private readonly ILogger<IdleMemory> _logger;
    private ITimer? _clock;
    private long _seen;
    private long _collected;
    private int _patience = 1;

    public IdleMemory(ProcessMemory memory, TimeProvider time, ILogger<IdleMemory> logger)
    {
        (_memory, _time, _logger) = (memory, time, logger);
        _seen = memory.Allocated();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _clock = _time.CreateTimer(static self => ((IdleMemory)self!).Look(), this, Interval, Interval);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _clock?.Dispose();

    /// <summary>Collects if the process was quiet since the last look, and enough was allocated before.</summary>
    internal void Look()
    {
        var allocated = _memory.Allocated();
        var isQuiet = allocated - _seen <= Quiet;
        _seen = allocated;
        if (!isQuiet)
            _patience = 1;
        else if (allocated - _collected >= Least * _patience)
            Collect(allocated);
    }

    private void Collect(long allocated)
    {
        var before = _memory.Resident();
        _memory.Collect();
        var given = before - _memory.Resident();
        _collected = allocated;
        _patience = given < before / 8 ? Math.Min(_patience * 4, MostPatience) : 1;
        LogGivenBack(given);
    }

    [LoggerMessage(EventName = "IdleMemoryGivenBack", Level = LogLevel.Debug, Message = "A full collection gave {Bytes} bytes of memory back.")]
    private partial void LogGivenBack(long bytes);
}
