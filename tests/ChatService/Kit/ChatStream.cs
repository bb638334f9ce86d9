using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>A Converse stream as a client holds it. Nothing is read but what the test asks for.</summary>
internal sealed class ChatStream(AsyncDuplexStreamingCall<ConverseRequest, ConverseResponse> call) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<ChatStream> OpenAsync(ChatService.ChatServiceClient client, params Subscription[] subscriptions)
    {
        var stream = new ChatStream(client.Converse());
        await stream.SendAsync(new() { RequestId = "open", Open = new() { Subscriptions = { subscriptions } } });
        return stream;
    }

    public static ChatStream Unopened(ChatService.ChatServiceClient client) => new(client.Converse());

    public Task SendAsync(ConverseRequest frame) => call.RequestStream.WriteAsync(frame).Within(Patience);

    public Task CompleteAsync() => call.RequestStream.CompleteAsync().Within(Patience);

    /// <summary>The next frame, or null at the end of the stream.</summary>
    public async Task<ServerFrame?> TryNextAsync() =>
        await call.ResponseStream.MoveNext(CancellationToken.None).Within(Patience) ? call.ResponseStream.Current.Frame : null;

    public async Task<ServerFrame> NextAsync() => await TryNextAsync() ?? throw new InvalidOperationException("the stream has ended");

    /// <summary>The next frame that the test wants; those before it are passed over.</summary>
    public async Task<ServerFrame> NextAsync(Func<ServerFrame, bool> wanted)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (wanted(frame))
                return frame;
        }
    }

    public Task<ServerFrame> NextAsync(ServerFrame.FrameOneofCase kind) => NextAsync(frame => frame.FrameCase == kind);

    public async Task<List<RoomEvent>> EventsAsync(int count)
    {
        var events = new List<RoomEvent>(count);
        while (events.Count < count)
            events.Add((await NextAsync(ServerFrame.FrameOneofCase.Event)).Event);
        return events;
    }

    public Task CaughtUpAsync() => NextAsync(ServerFrame.FrameOneofCase.CaughtUp);

    public async Task<List<ServerFrame>> RestAsync()
    {
        var frames = new List<ServerFrame>();
        while (await TryNextAsync() is { } frame)
            frames.Add(frame);
        return frames;
    }

    public ValueTask DisposeAsync()
    {
        call.Dispose();
        return ValueTask.CompletedTask;
    }
}
