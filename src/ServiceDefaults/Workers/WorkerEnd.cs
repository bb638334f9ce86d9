namespace GroupChat.ServiceDefaults.Workers;

/// <summary>A child ended that should not have, or had to be ended; it never leaves the supervisor.</summary>
/// <param name="reason">Lower case and underscores: a tag of the telemetry.</param>
/// <param name="text">For the log.</param>
internal sealed class WorkerEnd(string reason, string text) : Exception(text)
{
    public string Reason { get; } = reason;

    public static WorkerEnd Exited(int code) => new("exited", code > 128 ? $"it was ended by signal {code - 128}" : $"it exited with code {code}");

    public static WorkerEnd NotStarted(string why) => new("not_started", $"it could not be started: {why}");

    public static WorkerEnd SlowStart(TimeSpan limit) => new("slow_start", $"it did not answer within {limit} of its start");

    public static WorkerEnd Hangs(TimeSpan limit) => new("hangs", $"it did not answer within {limit} whether it is well");

    public static WorkerEnd TooLarge(long bytes) => new("memory", $"it used {bytes} bytes of memory");

    public static WorkerEnd Condemned() => new("condemned", "it did not do its work");
}
