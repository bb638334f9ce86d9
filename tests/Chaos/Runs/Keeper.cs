using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Processes;
using GroupChat.Chaos.Tests.Replicas;
using GroupChat.Chaos.Tests.Workload;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>Makes the rooms, and asks every server past its proxy what it knows about them.</summary>
internal sealed class Keeper
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Cluster _cluster;
    private readonly IReadOnlyList<string> _rooms;
    private readonly Identity _identity;

    private Keeper(Cluster cluster, IReadOnlyList<string> rooms, Identity identity) => (_cluster, _rooms, _identity) = (cluster, rooms, identity);

    public static async Task<Keeper> MakeRoomsAsync(Cluster cluster, IReadOnlyList<string> rooms, CancellationToken cancellationToken)
    {
        using var wire = new Wire(cluster.Nodes[0].DirectAddress);
        var keeper = new Keeper(cluster, rooms, await Identity.CreateAsync(wire, "keeper", cancellationToken));
        foreach (var room in rooms)
            await wire.Chat.CreateRoomAsync(new() { RoomId = room }, Options(keeper._identity, cancellationToken));
        return keeper;
    }

    /// <summary>A new user who has joined these rooms.</summary>
    public async Task<Identity> AdmitAsync(string name, IEnumerable<string> rooms, CancellationToken cancellationToken)
    {
        using var wire = new Wire(_cluster.Nodes[0].DirectAddress);
        var identity = await Identity.CreateAsync(wire, name, cancellationToken);
        foreach (var room in rooms)
            await wire.Chat.JoinRoomAsync(new() { RoomId = room }, Options(identity, cancellationToken));
        return identity;
    }

    public Task<IReadOnlyDictionary<string, long>> HeadsAsync(CancellationToken cancellationToken) => PatientlyAsync(ReadHeadsAsync, cancellationToken);

    /// <summary>Each room as each server shows it.</summary>
    public Task<IReadOnlyList<RoomTruth>> ReadAsync(EventPool events, CancellationToken cancellationToken) =>
        PatientlyAsync(token => ReadRoomsAsync(events, token), cancellationToken);

    private async Task<IReadOnlyDictionary<string, long>> ReadHeadsAsync(CancellationToken cancellationToken)
    {
        using var wire = new Wire(_cluster.Nodes[0].DirectAddress);
        Dictionary<string, long> heads = [];
        foreach (var room in _rooms)
            heads[room] = (await wire.Chat.GetRoomAsync(new() { RoomId = room }, Options(_identity, cancellationToken))).Room.HeadSequence;
        return heads;
    }

    private async Task<IReadOnlyList<RoomTruth>> ReadRoomsAsync(EventPool events, CancellationToken cancellationToken)
    {
        List<RoomTruth> truths = [];
        foreach (var node in _cluster.Nodes)
        {
            using var wire = new Wire(node.DirectAddress);
            var reader = new RoomReader(wire.Chat, () => Options(_identity, cancellationToken));
            foreach (var room in _rooms)
                truths.Add(await reader.ReadAsync(room, node.Name, events));
        }

        return truths;
    }

    /// <summary>A server may find out only now that its connections to the database were cut.</summary>
    private static async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        for (var tries = 60; ; tries--)
        {
            try
            {
                return await read(cancellationToken);
            }
            catch (RpcException early) when (early.StatusCode == StatusCode.Unavailable && tries > 1)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
            }
        }
    }

    private static CallOptions Options(Identity identity, CancellationToken cancellationToken) =>
        new(identity.Headers, TimeProvider.System.GetUtcNow().UtcDateTime + Patience, cancellationToken);
}
