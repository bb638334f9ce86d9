using System.Diagnostics;
using System.Globalization;
using System.Net;
using GroupChat.TestSupport;
using Grpc.Net.Client;
using Xunit.Abstractions;

namespace GroupChat.Integration.Tests.Crowds;

/// <summary>
/// Many connections that want nothing, or never finish asking for it: nobody else notices them, and the server lets them go.
/// 10,000 of them, or as many as the machine has file descriptors for; CROWD_SIZE says otherwise.
/// </summary>
public sealed class CrowdTests(ITestOutputHelper output) : IDisposable
{
    private const int Talks = 20;
    private const int KeptFiles = 2_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-crowd-").FullName;

    private static int Size => Environment.GetEnvironmentVariable("CROWD_SIZE") is { Length: > 0 } size
        ? int.Parse(size, CultureInfo.InvariantCulture)
        : Math.Min(10_000, MostFiles - KeptFiles);

    // What the runtime gives itself: as many as the system lets it have.
    private static int MostFiles => int.Parse(
        File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[4],
        CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Crowd_OfSilentAndSlowOnes_BlocksNobodyAndIsSentAway()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(
            Path.Combine(_folder, "data"), "--Kestrel:Limits:RequestHeadersTimeout=00:00:10", "--Kestrel:Limits:KeepAliveTimeout=00:10:00");
        using var early = gateway.Connect();
        var ann = await Person.SignInAsync(early, "Ann");
        var room = (await ann.Chat(early).CreateRoomAsync(new(), ann.Headers, Person.Soon)).Room.RoomId;

        await using var crowd = await IdleCrowd.GatherAsync(new Uri(gateway.Address).Port, Size);
        var longest = await TalkAsync(gateway, ann, room);
        await crowd.DripAsync();
        longest = Max(longest, await TalkAsync(gateway, ann, room));

        output.WriteLine($"{crowd.Count} connections; the slowest of {2 * Talks} calls on new connections took {longest.TotalMilliseconds:F0} ms; {ResidentMemory.Of(gateway.DataFolder):N0} bytes resident");
        await crowd.UntilSentAwayAsync(TimeSpan.FromMinutes(3));
        await TalkAsync(gateway, ann, room);
    }

    [Fact]
    public async Task Connections_BeyondTheLimit_AreClosedAtOnceAndWelcomeLater()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "data"), "--Kestrel:Limits:MaxConcurrentConnections=3");
        var address = new Uri(gateway.Address + "/health/live");
        var clients = Enumerable.Range(0, 4).Select(_ => new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Waiting.Limit }).ToList();
        // Those of the start may take a moment to be gone.
        await Eventually.TrueAsync(async () => (await Task.WhenAll(clients.Take(3).Select(client => IsAnsweredAsync(client, address)))).All(answered => answered));

        Assert.False(await IsAnsweredAsync(clients[3], address));
        clients[0].Dispose();

        await Eventually.TrueAsync(() => IsAnsweredAsync(clients[3], address));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Streams_BeyondTheLimitOfAConnection_WaitForAPlace()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "data"), "--Kestrel:Limits:Http2:MaxStreamsPerConnection=2");
        using var channel = GrpcChannel.ForAddress(gateway.Address, new() { HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false } });
        var ann = await Person.SignInAsync(channel, "Ann");
        var room = (await ann.Chat(channel).CreateRoomAsync(new(), ann.Headers, Person.Soon)).Room.RoomId;
        var streams = Enumerable.Range(0, 2).Select(_ => ann.Chat(channel).WatchRooms(new() { RoomId = room }, ann.Headers)).ToList();
        foreach (var stream in streams)
            Assert.True(await stream.ResponseStream.MoveNext(default).Within());

        var waiting = ann.Chat(channel).GetRoomAsync(new() { RoomId = room }, ann.Headers).ResponseAsync;
        Assert.False(waiting.IsCompleted);
        streams[0].Dispose();

        Assert.Equal(room, (await waiting.Within()).Room.RoomId);
        streams[1].Dispose();
    }

    // On connections of their own: those that are open already would not notice a listener that is blocked.
    private static async Task<TimeSpan> TalkAsync(GatewayProcess gateway, Person who, string room)
    {
        var longest = TimeSpan.Zero;
        for (var talk = 0; talk < Talks; talk++)
        {
            var clock = Stopwatch.StartNew();
            using var channel = gateway.Connect();
            await who.PostAsync(channel, room, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(), "Is anybody there?").Within();
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Waiting.Limit };
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(gateway.Address + "/health/live")).Within()).StatusCode);
            longest = Max(longest, clock.Elapsed);
        }

        return longest;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static async Task<bool> IsAnsweredAsync(HttpClient client, Uri address)
    {
        try
        {
            return (await client.GetAsync(address).Within()).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
