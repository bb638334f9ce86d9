using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Replicas;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>A room as one server has just shown it.</summary>
internal sealed record RoomReading(string Room, string Source, IReadOnlyList<RoomEvent> Log, RoomView View, long Head)
{
    public RoomTruth Truth(EventPool events, ITamper? tamper) => new(
        Room, Source, Head, [.. Log.Select(change => events.Take(tamper?.Show(change) ?? change).Fact)], StateLines.Of(View))
    {
        Marks = View.Marks.ToDictionary(mark => mark.UserId, mark => mark.ReadSequence),
    };
}
