using GroupChat.Chaos.Tests.Processes;
using GroupChat.Chaos.Tests.Workload;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>One run. The seed decides who does what and what goes wrong when; how the threads interleave it cannot decide.</summary>
internal sealed record RunPlan(int Seed, Backend Backend, TimeSpan Duration)
{
    /// <summary>Members that do things, besides the one who made the rooms.</summary>
    public int Clients { get; init; } = 16;

    public int Rooms { get; init; } = 6;

    /// <summary>How many of them each client is in.</summary>
    public int RoomsEach { get; init; } = 2;

    public int WorkersEach { get; init; } = 6;

    /// <summary>Operations a second that the clients strive for, all together.</summary>
    public int Rate { get; init; } = 2_000;

    /// <summary>So many attempts have to be acknowledged between two troubles of a kind, where that does not take too long.</summary>
    public int Progress { get; init; } = 2_000;

    /// <summary>False: nothing goes wrong but what the tamper does.</summary>
    public bool HasTroubles { get; init; } = true;

    /// <summary>Goes on beyond its duration until so many attempts have been acknowledged.</summary>
    public int Least { get; init; }

    /// <summary>Goes on beyond its duration until this is so.</summary>
    public Func<bool> Until { get; init; } = () => true;

    /// <summary>A planted bug.</summary>
    public ITamper? Tamper { get; init; }
}
