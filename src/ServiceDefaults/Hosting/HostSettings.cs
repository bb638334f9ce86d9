using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>The settings of the host itself, as far as they may be set.</summary>
internal static class HostSettings
{
    public const string DefaultUrls = "http://localhost:8080";

    public static void AddTo(SettingsCatalog catalog)
    {
        catalog.AddValue<string>("Data");
        catalog.AddValue<string>("Urls");
        catalog.AddValue<string>("Sqlite:Library");
        catalog.Add<LoggingSettings>("Logging");
        catalog.Add<ConnectionLimits>("Kestrel:Limits");
    }

    /// <summary>Read by the logging framework; here only so that its keys are known.</summary>
    internal sealed class LoggingSettings
    {
        public Dictionary<string, LogLevel> LogLevel { get; } = [];

        public ConsoleSettings Console { get; } = new();
    }

    internal sealed class ConsoleSettings
    {
        public Dictionary<string, LogLevel> LogLevel { get; } = [];

        /// <summary>Of the simple form of a line, the only one there is.</summary>
        public Dictionary<string, string> FormatterOptions { get; } = [];
    }

    /// <summary>Bound onto the server's own limits; unset means the server's default.</summary>
    internal sealed class ConnectionLimits
    {
        [Range(1, long.MaxValue)]
        public long? MaxConcurrentConnections { get; set; }

        [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
        public TimeSpan? KeepAliveTimeout { get; set; }

        [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
        public TimeSpan? RequestHeadersTimeout { get; set; }

        public Http2Limits Http2 { get; } = new();
    }

    internal sealed class Http2Limits
    {
        [Range(1, 100_000)]
        public int? MaxStreamsPerConnection { get; set; }

        [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
        public TimeSpan? KeepAlivePingDelay { get; set; }

        [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
        public TimeSpan? KeepAlivePingTimeout { get; set; }
    }
}
