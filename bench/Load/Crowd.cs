using System.Globalization;
using GroupChat.Bench.Servers;
using Grpc.Net.Client;

namespace GroupChat.Bench.Load;

/// <summary>Signed-in users of the server under test, and the rooms they are members of.</summary>
internal sealed class Crowd
{
    private const int AtOnce = 64;

    private readonly GrpcChannel _channel;

    private Crowd(GrpcChannel channel, BenchClient owner, IReadOnlyList<BenchClient> members) =>
        (_channel, Owner, Members) = (channel, owner, members);

    /// <summary>Makes rooms, and is no subscriber.</summary>
    public BenchClient Owner { get; }

    public IReadOnlyList<BenchClient> Members { get; }

    public static async Task<Crowd> SignInAsync(ServerProcess server, int members)
    {
        var channel = GrpcChannel.ForAddress(server.Address);
        var clients = new BenchClient[members];
        await EachAsync(members, async number => clients[number] = await BenchClient.SignInAsync(channel, $"member {number}"));
        return new(channel, await BenchClient.SignInAsync(channel, "owner"), clients);
    }

    /// <summary>Makes these rooms; every member joins those that <paramref name="roomsOf"/> names.</summary>
    public async Task SettleAsync(string prefix, int rooms, Func<int, IEnumerable<int>> roomsOf)
    {
        await EachAsync(rooms, async room => await Owner.Chat.CreateRoomAsync(new() { RoomId = RoomOf(prefix, room) }, Owner.Headers));
        await EachAsync(Members.Count, async number =>
        {
            foreach (var room in roomsOf(number))
                await Owner.Chat.JoinRoomAsync(new() { RoomId = RoomOf(prefix, room) }, Members[number].Headers);
        });
    }

    public static string RoomOf(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");

    public static Task EachAsync(int count, Func<int, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await work(number));
}
