using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>One bug of each kind, each for a client of its own; who comes after the last bug gets an honest server.</summary>
internal sealed class PlantedBugs : ITamper
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IPlant?> _victims = [];
    private readonly Queue<IPlant> _left;

    public PlantedBugs()
    {
        Plants =
        [
            new EventPlant(ViolationKind.Gap, static (_, _) => true, static (_, next) => [next!], takesTwo: true),
            new EventPlant(ViolationKind.Repeated, static (_, _) => true, static (frame, _) => [frame, frame]),
            new EventPlant(ViolationKind.Swapped, static (_, _) => true, static (frame, next) => [next!, frame], takesTwo: true),
            new EventPlant(ViolationKind.HeadWentBack, static (_, _) => true, static (frame, _) => [Bend.Behind(frame)]),
            new EventPlant(ViolationKind.Resurrected, static (change, _) => change.MemberLeft is not null, static (_, _) => []),
            new EventPlant(ViolationKind.Altered, Bend.IsLastingPost, static (frame, _) => [Bend.Post(frame)]),
            new EventPlant(ViolationKind.Diverged, Bend.IsLastingPost, static (frame, _) => [Bend.Post(frame)]),
            new EventPlant(ViolationKind.Diverged, Bend.IsLastingEdit, static (frame, _) => [Bend.Edit(frame)]),
            new EventPlant(ViolationKind.Diverged, Bend.IsLastingReaction, static (frame, _) => [Bend.Reaction(frame)]),
            new EventPlant(ViolationKind.Diverged, static (change, _) => change.ReadMarksMoved is not null, static (frame, _) => [Bend.Mark(frame)]),
            new EventPlant(ViolationKind.Resurrected, static (change, _) => change.MessagePinned is not null, static (frame, _) => [Bend.Pin(frame)]),
            new AnswerPlant(),
            new LostPlant(Kinds.Edited),
            new LostPlant(Kinds.Deleted),
            new LostPlant(Kinds.Reacted),
            new LostPlant(Kinds.Pinned),
            new LostPlant(Kinds.Left),
            new TwicePlant(Kinds.Reacted),
            new MemoryPlant(),
        ];
        _left = new(Plants);
    }

    public IReadOnlyList<IPlant> Plants { get; }

    public IEnumerable<ServerFrame> Pass(string client, ServerFrame frame) => Of(client)?.Pass(frame) ?? [frame];

    public ServerFrame? Forge(string client, ConverseRequest request) => Of(client)?.Forge(request);

    public Task<string> ChangeAsync(string client, Claim claim, Change change, Func<Func<ChaosClient, Task<string>>, Task<string>> make) =>
        Of(client)?.ChangeAsync(claim, change, make) ?? make(change.MakeAsync);

    public RoomEvent Show(RoomEvent stored) => Plants.Aggregate(stored, static (shown, plant) => plant.Show(shown));

    /// <summary>Who suffers from a bug.</summary>
    public string VictimOf(IPlant plant)
    {
        lock (_gate)
            return _victims.First(victim => victim.Value == plant).Key;
    }

    /// <summary>A client asks from several threads: under the lock, so that no bug is given out and then forgotten.</summary>
    private IPlant? Of(string client)
    {
        lock (_gate)
        {
            if (!_victims.TryGetValue(client, out var plant))
                _victims.Add(client, plant = _left.TryDequeue(out var next) ? next : null);
            return plant;
        }
    }
}
