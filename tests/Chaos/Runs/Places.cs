using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>The places of the logs that cursors stand for. The servers share the key that makes them.</summary>
internal sealed class Places(IReadOnlyList<RoomReading> readings)
{
    private readonly Dictionary<(string Room, string Cursor), long> _places = readings
        .SelectMany(reading => reading.Log.Select(change => ((reading.Room, change.Cursor), change.Sequence)))
        .Distinct()
        .ToDictionary();

    /// <summary>With the place that the answer to a change has named; where there is none, one that no log has.</summary>
    public Attempt Find(Attempt attempt) => attempt.Outcome is Outcome.Acknowledged { Cursor.Length: > 0 } change
        ? attempt with { Outcome = change with { Sequence = _places.GetValueOrDefault((attempt.Room, change.Cursor), long.MaxValue) } }
        : attempt;
}
