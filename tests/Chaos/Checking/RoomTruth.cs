namespace GroupChat.Chaos.Tests.Checking;

/// <summary>A room as a server shows it to one who asks afresh, after everything has come to rest.</summary>
/// <param name="Room">The room.</param>
/// <param name="Source">The server that was asked.</param>
/// <param name="Head">Its newest sequence.</param>
/// <param name="Log">Its whole log, in the order the server gave it.</param>
/// <param name="State">What the lists say about it, a line for each thing.</param>
internal sealed record RoomTruth(string Room, string Source, long Head, IReadOnlyList<Fact> Log, IReadOnlyList<string> State)
{
    /// <summary>How far members have read, by their ids.</summary>
    public IReadOnlyDictionary<string, long> Marks { get; init; } = new Dictionary<string, long>();
}
