using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GroupChat.TestSupport;

internal sealed class CollectingLogger(ConcurrentQueue<LogEntry> entries, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        entries.Enqueue(new LogEntry(category, logLevel, eventId, formatter(state, exception), exception));
}
