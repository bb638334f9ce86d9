using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Processes;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Chaos.Tests.Workload.Operations;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>The clients of a run, and the one who made the rooms: a member of all of them, who does nothing but look.</summary>
internal sealed class Crew : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Recorder _recorder = new();
    private readonly List<ChaosClient> _clients = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _end = new();
    private readonly RunPlan _plan;
    private IReadOnlyList<RoomReading> _readings = [];
    private readonly Keeper _keeper;

    // A client whose events are tampered with may never see an answer end.
    private bool Asks => _plan.Tamper is null;

    /// <summary>How many attempts have been acknowledged so far.</summary>
    public int Acknowledged => _recorder.Acknowledged;

    private Crew(RunPlan plan, Keeper keeper) => (_plan, _keeper) = (plan, keeper);

    /// <summary>Signs everybody in and has them join their rooms, while nothing goes wrong yet.</summary>
    public static async Task<Crew> GatherAsync(RunPlan plan, Cluster cluster, CancellationToken cancellationToken)
    {
        var rooms = Enumerable.Range(0, plan.Rooms).Select(number => $"room-{number}").ToList();
        var crew = new Crew(plan, await Keeper.MakeRoomsAsync(cluster, rooms, cancellationToken));
        var think = TimeSpan.FromSeconds((double)plan.Clients * plan.WorkersEach / plan.Rate);
        var tools = new ClientTools(crew._recorder, new Catalog(isTampered: !crew.Asks), think, plan.Tamper);
        var servers = cluster.Nodes.Select(node => node.Proxy.Address).ToList();
        for (var number = 0; number < plan.Clients; number++)
        {
            var mine = Enumerable.Range(number, plan.RoomsEach).Select(place => rooms[place % rooms.Count]).ToList();
            var identity = await crew._keeper.AdmitAsync($"client {number}", mine, cancellationToken);
            crew._clients.Add(new(identity, [.. mine.Select(room => new ClientRoom(room))], servers, tools, HashCode.Combine(plan.Seed, number)));
        }

        return crew;
    }

    /// <summary>Everybody listens and works; disposing what this returns ends that.</summary>
    public IAsyncDisposable SetToWork(CancellationToken cancellationToken)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        var tasks = _clients.SelectMany(client => Enumerable.Range(0, _plan.WorkersEach)
            .Select(_ => client.WorkAsync(_stopping.Token, end.Token))
            .Append(client.ListenAsync(end.Token)));
        return new Shift(_end, Task.WhenAll(tasks.ToList()));
    }

    /// <summary>
    /// No new operations. Returns when everybody knows what came of theirs and has heard everything, and the servers have been asked
    /// what they know; or when patience ends.
    /// </summary>
    public async Task RestAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        var start = TimeProvider.System.GetTimestamp();
        while (!await IsAtRestAsync(cancellationToken) || !await HasReadAllAsync(cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                _recorder.Complain($"the clients did not come to rest within {Patience}");
                _readings = await _keeper.ReadAsync(cancellationToken);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Everything that is known, once all is at rest.</summary>
    public Evidence Evidence()
    {
        var truths = _readings.Select(reading => reading.Truth(_recorder.Events, _plan.Tamper)).ToList();
        var states = truths.ToLookup(truth => truth.Room, truth => truth.State);
        var replicas = _clients.SelectMany(client => client.Rooms.Select(room => room.Look(replica =>
        {
            var state = replica.State();
            // Many equal copies would fill the memory.
            return new ReplicaState(client.UserId, room.Id, states[room.Id].FirstOrDefault(state.SequenceEqual) ?? state, replica.Oddities);
        })));
        return new([.. _recorder.Attempts.Select(new Places(_readings).Find)], _recorder.Sightings, truths, [.. replicas], _recorder.Complaints);
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        _stopping.Dispose();
        _end.Dispose();
    }

    private async Task<bool> IsAtRestAsync(CancellationToken cancellationToken)
    {
        if (_clients.Any(client => client.HasWork) || (Asks && _clients.Any(client => client.Rooms.Any(room => room.Look(replica => replica.Messages.IsAnswering)))))
            return false;
        var heads = await _keeper.HeadsAsync(cancellationToken);
        return _clients.All(client => client.Rooms.All(room => room.Sequence >= heads[room.Id])) && !_clients.Any(client => client.HasWork)
            && await _keeper.AreMarksToldAsync(JoinSequence, cancellationToken);
    }

    private long JoinSequence(string user, string room) => _clients.First(client => client.UserId == user).Rooms
        .First(mine => mine.Id == room).Look(replica => replica.JoinSequence(user));

    /// <summary>A change whose try was given up may come through late: then nobody has heard of it when the servers are asked.</summary>
    private async Task<bool> HasReadAllAsync(CancellationToken cancellationToken)
    {
        _readings = await _keeper.ReadAsync(cancellationToken);
        var heads = _readings.ToLookup(reading => reading.Room, reading => reading.Head);
        return _clients.All(client => client.Rooms.All(room => heads[room.Id].All(head => head == room.Sequence)));
    }

    private sealed class Shift(CancellationTokenSource end, Task tasks) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            await tasks;
        }
    }
}
