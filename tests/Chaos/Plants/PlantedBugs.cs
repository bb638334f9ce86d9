using System.Collections.Concurrent;
using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>One bug of each kind, each for a client of its own; who comes after the last bug gets an honest server.</summary>
internal sealed class PlantedBugs : ITamper
{
    private readonly ConcurrentDictionary<string, IPlant?> _victims = new();
    private readonly ConcurrentQueue<IPlant> _left;

    public PlantedBugs()
    {
        Plants =
        [
            new EventPlant(ViolationKind.Gap, static _ => true, static (_, _) => []),
            new EventPlant(ViolationKind.Repeated, static _ => true, static (frame, _) => [frame, frame]),
            new EventPlant(ViolationKind.Swapped, static _ => true, static (frame, next) => [next!, frame], takesTwo: true),
            new EventPlant(ViolationKind.Altered, static frame => frame.Event.MessagePosted is not null, static (frame, _) => [Altered(frame)]),
            new EventPlant(ViolationKind.Diverged, static frame => frame.Event.MessagePosted is not null, static (frame, _) => [Altered(frame)]),
            new EventPlant(ViolationKind.Resurrected, static frame => frame.Event.MemberLeft is not null, static (_, _) => []),
            new EventPlant(ViolationKind.HeadWentBack, static _ => true, static (frame, _) => [Behind(frame)]),
            new AnswerPlant(),
        ];
        _left = new(Plants);
    }

    public IReadOnlyList<IPlant> Plants { get; }

    public IEnumerable<ServerFrame> Pass(string client, ServerFrame frame) => Of(client)?.Pass(frame) ?? [frame];

    public ServerFrame? Forge(string client, ConverseRequest request) => Of(client)?.Forge(request);

    /// <summary>Which bug a client suffers from.</summary>
    public IPlant? Of(string client) => _victims.GetOrAdd(client, _ => _left.TryDequeue(out var plant) ? plant : null);

    private static ServerFrame Altered(ServerFrame frame)
    {
        var altered = frame.Clone();
        altered.Event.MessagePosted.Message.Parts[0].Text.Text += " (or so)";
        return altered;
    }

    private static ServerFrame Behind(ServerFrame frame)
    {
        var behind = frame.Clone();
        behind.HeadSequence = frame.Event.Sequence - 1;
        return behind;
    }
}
