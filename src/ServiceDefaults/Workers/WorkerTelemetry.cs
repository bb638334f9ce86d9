using System.Diagnostics.Metrics;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>What is measured of child processes.</summary>
internal static class WorkerTelemetry
{
    public const string Name = "GroupChat.Workers";

    private static readonly Meter Meter = new(Name);

    /// <summary>Children that ended unasked or were killed, by kind and reason.</summary>
    public static Counter<long> Ends { get; } = Meter.CreateCounter<long>("groupchat.worker.ends", "{process}");
}
