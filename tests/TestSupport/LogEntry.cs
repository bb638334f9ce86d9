using Microsoft.Extensions.Logging;

namespace GroupChat.TestSupport;

public sealed record LogEntry(string Category, LogLevel Level, EventId Event, string Message, Exception? Exception);
