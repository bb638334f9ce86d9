using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Tests.Channels;

public sealed class InternalChannelTests
{
    [Fact]
    public async Task Client_OfANeighbour_CallsAsAService()
    {
        var seen = new List<Caller>();
        await using var node = await StartAsync(Recording(seen));
        var neighbour = node.Services.GetRequiredService<ChatService.ChatServiceClient>();

        await neighbour.GetRoomAsync(new());
        await neighbour.GetRoomAsync(new(), default(CallOptions).ActingFor(Caller.User("u-1", "Zoë")));

        Assert.Equal([Caller.Service, Caller.User("u-1", "Zoë", byService: true)], seen);
    }

    [Fact]
    public async Task Call_MadeBeforeTheHostListens_Waits()
    {
        await using var node = await ScriptedNode.StartAsync(new(), builder =>
        {
            builder.Services.AddServiceClient<ChatService.ChatServiceClient>();
            builder.Services.AddSingleton<EarlyCall>().AddHostedService(services => services.GetRequiredService<EarlyCall>());
        });

        Assert.Equal("early", await node.Services.GetRequiredService<EarlyCall>().Answer.Within());
    }

    [Fact]
    public async Task Call_Cancelled_EndsTheHandlerAndThrowsCancellation()
    {
        var (entered, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var node = await StartAsync(new()
        {
            Unary = async (_, context) =>
            {
                using var end = context.CancellationToken.Register(ended.SetResult);
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return new();
            },
        });
        using var cancel = new CancellationTokenSource();

        var call = node.Services.GetRequiredService<ChatService.ChatServiceClient>()
            .GetRoomAsync(new(), cancellationToken: cancel.Token).ResponseAsync;
        await entered.Task.Within();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await ended.Task.Within();
    }

    [Fact]
    public async Task Streams_MoreThanAConnectionHolds_AllRun()
    {
        const int Count = 250;
        await using var node = await StartAsync(new());
        var neighbour = node.Services.GetRequiredService<ChatService.ChatServiceClient>();
        var options = default(CallOptions).ActingFor(Caller.User("u-1", "U"));

        var calls = Enumerable.Range(0, Count).Select(_ => neighbour.Converse(options)).ToList();
        foreach (var call in calls)
            await call.RequestStream.WriteAsync(new() { RequestId = "x" }).Within();
        foreach (var call in calls)
            Assert.True(await call.ResponseStream.MoveNext(default).Within());
        calls.ForEach(call => call.Dispose());
    }

    private static Task<TestNode> StartAsync(Script script) =>
        ScriptedNode.StartAsync(script, AddClient);

    private static void AddClient(WebApplicationBuilder builder) =>
        builder.Services.AddServiceClient<ChatService.ChatServiceClient>();

    private static Script Recording(List<Caller> seen) => new()
    {
        Unary = (_, context) =>
        {
            seen.Add(context.GetCaller());
            return Task.FromResult(new GetRoomResponse());
        },
    };

    private sealed class EarlyCall(ChatService.ChatServiceClient neighbour) : BackgroundService
    {
        private readonly TaskCompletionSource<string> _answer = new();

        public Task<string> Answer => _answer.Task;

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var answer = await neighbour.GetRoomAsync(new() { RoomId = "early" }, cancellationToken: stoppingToken);
            _answer.SetResult(answer.Room.RoomId);
        }
    }
}
