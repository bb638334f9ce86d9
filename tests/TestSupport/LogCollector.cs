using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GroupChat.TestSupport;

/// <summary>
/// Keeps what is logged. Disposing it fails the test when an error was logged that the test did not announce by
/// <see cref="Expect"/>: nothing goes wrong in silence.
/// </summary>
public sealed class LogCollector : ILoggerProvider, ILoggerFactory
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private readonly ConcurrentDictionary<string, bool> _expected = new();

    public IReadOnlyCollection<LogEntry> Entries => _entries;

    /// <summary>Announces an error by the name of its event.</summary>
    public LogCollector Expect(string eventName)
    {
        _expected[eventName] = true;
        return this;
    }

    public ILogger CreateLogger(string categoryName) => new CollectingLogger(_entries, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("the collector is the only provider");

    public void Dispose()
    {
        var unannounced = _entries.Where(e => e.Level >= LogLevel.Error && !_expected.ContainsKey(e.Event.Name ?? "")).ToList();
        if (unannounced.Count > 0)
            throw new InvalidOperationException("unannounced errors were logged:\n" + string.Join('\n', unannounced));
    }
}
