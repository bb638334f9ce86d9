using GroupChat.Chaos.Tests.Processes;
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
    private readonly List<(Identity Member, string Room)> _admitted = [];

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
        {
            await wire.Chat.JoinRoomAsync(new() { RoomId = room }, Options(identity, cancellationToken));
            _admitted.Add((identity, room));
        }

        return identity;
    }

    public Task<IReadOnlyDictionary<string, long>> HeadsAsync(CancellationToken cancellationToken) => PatientlyAsync(ReadHeadsAsync, cancellationToken);

    /// <summary>True when the rooms have been told how far each member has come: that takes a second.</summary>
    /// <param name="joined">The sequence at which a user has joined a room: nobody is told that they have read up to there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<bool> AreMarksToldAsync(Func<string, string, long> joined, CancellationToken cancellationToken) =>
        PatientlyAsync(token => ReadMarksAsync(joined, token), cancellationToken);

    /// <summary>Each room as each server shows it.</summary>
    public Task<IReadOnlyList<RoomReading>> ReadAsync(CancellationToken cancellationToken) => PatientlyAsync(ReadRoomsAsync, cancellationToken);

    private async Task<IReadOnlyDictionary<string, long>> ReadHeadsAsync(CancellationToken cancellationToken)
    {
        using var wire = new Wire(_cluster.Nodes[0].DirectAddress);
        Dictionary<string, long> heads = [];
        foreach (var room in _rooms)
            heads[room] = (await wire.Chat.GetRoomAsync(new() { RoomId = room }, Options(_identity, cancellationToken))).Room.HeadSequence;
        return heads;
    }

    private async Task<bool> ReadMarksAsync(Func<string, string, long> joined, CancellationToken cancellationToken)
    {
        using var wire = new Wire(_cluster.Nodes[0].DirectAddress);
        foreach (var (member, room) in _admitted)
        {
            var page = await wire.Chat.ListReadMarksAsync(new() { RoomId = room, PageSize = 200 }, Options(member, cancellationToken));
            var (told, least) = (page.Marks.FirstOrDefault(mark => mark.UserId == member.UserId) ?? new(), joined(member.UserId, room));
            if (page.OwnMark.DeliveredSequence > Math.Max(told.DeliveredSequence, least) || page.OwnMark.ReadSequence > Math.Max(told.ReadSequence, least))
                return false;
        }

        return true;
    }

    private async Task<IReadOnlyList<RoomReading>> ReadRoomsAsync(CancellationToken cancellationToken)
    {
        List<RoomReading> readings = [];
        foreach (var node in _cluster.Nodes)
        {
            using var wire = new Wire(node.DirectAddress);
            var reader = new RoomReader(wire.Chat, () => Options(_identity, cancellationToken));
            foreach (var room in _rooms)
            {
                var (log, view, head) = await reader.ReadAsync(room);
                readings.Add(new(room, node.Name, log, view, head));
            }
        }

        return readings;
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
