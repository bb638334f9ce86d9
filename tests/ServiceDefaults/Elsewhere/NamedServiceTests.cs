using System.Net;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Tests.Elsewhere;

/// <summary>A service behind a name whose addresses come and go.</summary>
public sealed class NamedServiceTests : IAsyncLifetime
{
    private const string Name = "chat.internal";
    private const string First = "127.0.0.2";
    private const string Second = "127.0.0.3";

    private readonly int _port = FreePort.Find();
    private readonly FakeHostNames _names = new();
    private readonly ManualTimeProvider _time = new();
    private readonly int[] _calls = new int[2];
    private readonly TaskCompletionSource _hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TestNode _first = null!;
    private TestNode _second = null!;
    private TestNode _front = null!;

    private ChatService.ChatServiceClient Chat => _front.Services.GetRequiredService<ChatService.ChatServiceClient>();

    public async Task InitializeAsync()
    {
        _first = await StartAsync(First, 0);
        _second = await StartAsync(Second, 1);
        _names.Set(Name, First);
        _front = await TestNode.StartAsync(
            builder =>
            {
                builder.Configuration["Services:Chat:Address"] = $"dns:///{Name}:{_port}";
                builder.Services.AddSingleton<IHostNames>(_names).AddSingleton<TimeProvider>(_time);
                builder.Services.AddServiceClient<ChatService.ChatServiceClient>();
            },
            static _ => { });
    }

    public async Task DisposeAsync()
    {
        foreach (var node in new[] { _front, _first, _second })
            await node.DisposeAsync();
    }

    [Fact]
    public async Task Address_ThatJoinsTheName_TakesTurns()
    {
        await CallAsync();

        await ResolveAsync(First, Second);
        await UntilCalledAsync(1);
        Array.Clear(_calls);
        for (var call = 0; call < 10; call++)
            await CallAsync();

        Assert.Equal([5, 5], _calls);
    }

    [Fact]
    public async Task Address_ThatLeavesTheName_KeepsItsCallsAndGetsNoOthers()
    {
        using var stream = Chat.Converse();
        Assert.Equal("1", await AskAsync(stream, "1"));
        var unary = Chat.GetRoomAsync(new() { RoomId = "hold" }).ResponseAsync;
        while (Volatile.Read(ref _calls[0]) == 0)
            await Task.Delay(10).Within();

        await ResolveAsync(Second);
        await UntilCalledAsync(1);
        // Its connections are given up when the name is asked for the next time.
        await ResolveAsync(Second);
        Array.Clear(_calls);
        for (var call = 0; call < 10; call++)
            await CallAsync();

        Assert.Equal([0, 10], _calls);
        Assert.Equal("2", await AskAsync(stream, "2"));
        _hold.SetResult();
        Assert.Equal("hold", (await unary.Within()).Room.RoomId);
        await stream.RequestStream.CompleteAsync().Within();
        Assert.False(await stream.ResponseStream.MoveNext(default).Within());
    }

    [Fact]
    public async Task Name_ThatIsUnknownForAWhile_LeavesAllAsItIs()
    {
        await CallAsync();

        await ResolveAsync();
        await CallAsync();

        Assert.Equal([2, 0], _calls);
        Assert.Contains(_front.Logs.Entries, entry => entry.Message.Contains("cannot be resolved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_WhileAddressesComeAndGo_AllGetThrough()
    {
        using var done = new CancellationTokenSource();
        var calling = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CallUntilAsync(done.Token)));

        for (var round = 0; round < 8; round++)
            await ResolveAsync(round % 2 == 0 ? Second : First);
        await done.CancelAsync();
        await calling.Within();

        Assert.All(_calls, seen => Assert.True(seen > 0));
    }

    [Fact]
    public async Task Endpoint_ThatWasGivenUp_HasSeenNothingOfACall()
    {
        var endpoint = new Endpoint(new($"http://{First}:{_port}"), new SocketsHttpHandler(), _time, static _ => { });
        endpoint.Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Address);

        var outcome = await endpoint.SendAsync(request, default);

        Assert.True(NothingReached.Is(outcome.Exception));
    }

    private Task<TestNode> StartAsync(string address, int which) => ScriptedNode.StartAsync(
        new()
        {
            Unary = async (request, _) =>
            {
                Interlocked.Increment(ref _calls[which]);
                if (request.RoomId == "hold")
                    await _hold.Task;
                return new() { Room = new() { RoomId = request.RoomId } };
            },
        },
        builder => builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Parse(address), _port, static listen => listen.Protocols = HttpProtocols.Http2)));

    private async Task CallAsync() => await Chat.GetRoomAsync(new() { RoomId = "lobby" }).ResponseAsync.Within();

    private async Task CallUntilAsync(CancellationToken done)
    {
        while (!done.IsCancellationRequested)
            await CallAsync();
    }

    private async Task UntilCalledAsync(int which)
    {
        while (Volatile.Read(ref _calls[which]) == 0)
            await CallAsync();
    }

    private static async Task<string> AskAsync(AsyncDuplexStreamingCall<ConverseRequest, ConverseResponse> stream, string id)
    {
        await stream.RequestStream.WriteAsync(new() { RequestId = id }).Within();
        Assert.True(await stream.ResponseStream.MoveNext(default).Within());
        return stream.ResponseStream.Current.Frame.RequestId;
    }

    /// <summary>
    /// From now on the name stands for these, and it has been asked for. In small steps: time that runs ahead would tire out those who
    /// ask after the health of an address.
    /// </summary>
    private async Task ResolveAsync(params string[] addresses)
    {
        _names.Set(Name, addresses);
        var asked = _names.Asked;
        while (_names.Asked == asked)
        {
            _time.Advance(EndpointSet.ResolveAgain / 20);
            await Task.Delay(1).Within();
        }
    }
}
