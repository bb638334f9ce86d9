using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>ChatService alone in a node, over real HTTP/2, with real files.</summary>
internal sealed class ChatHouse : IAsyncDisposable
{
    private ChatHouse(TestNode node) => Node = node;

    public TestNode Node { get; }

    public static async Task<ChatHouse> OpenAsync(
        TempFolder? data = null, TimeProvider? time = null, Action<IDictionary<string, string>>? settings = null)
    {
        var values = new Dictionary<string, string>();
        settings?.Invoke(values);
        return new(await TestNode.StartAsync(
            builder =>
            {
                foreach (var (key, value) in values)
                    builder.Configuration[key] = value;
                if (time is not null)
                    builder.Services.AddSingleton(time);
                builder.AddChat();
            },
            app => app.MapChat(),
            data));
    }

    public ChatService.ChatServiceClient Client(string user) => Node.Client<ChatService.ChatServiceClient>(user);

    /// <summary>A new room with these members; the first one owns it.</summary>
    public async Task<string> RoomAsync(string owner, params string[] others)
    {
        var room = (await Client(owner).CreateRoomAsync(new() { DisplayName = "a room" }).ResponseAsync.Within()).Room.RoomId;
        foreach (var other in others)
            await Client(other).JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        return room;
    }

    public async Task<Message> PostAsync(string user, string room, string text, string? id = null) =>
        (await Client(user).PostMessageAsync(Requests.Post(room, text, id)).ResponseAsync.Within()).Message;

    public async Task<Message> GetAsync(string user, Message message) => (await Client(user)
        .GetMessageAsync(new() { RoomId = message.RoomId, MessageId = message.MessageId }).ResponseAsync.Within()).Message;

    public async Task<Message> ReplyAsync(string user, Message to, string text) =>
        (await Client(user).PostMessageAsync(Requests.Reply(to, text)).ResponseAsync.Within()).Message;

    public Task<ChatStream> ConverseAsync(string user, params Subscription[] subscriptions) =>
        ChatStream.OpenAsync(Client(user), subscriptions);

    public Task<WorkerStream> WorkAsync(int capacity = 4, params string[] agents) =>
        WorkerStream.OpenAsync(Node.ServiceClient<TurnService.TurnServiceClient>(), capacity, agents);

    public async Task<List<RoomEvent>> LogAsync(string user, string room)
    {
        var events = new List<RoomEvent>();
        for (var cursor = ""; ;)
        {
            var page = await Client(user).ListEventsAsync(new() { RoomId = room, Cursor = cursor, PageSize = 500 }).ResponseAsync.Within();
            if (page.Events.Count == 0)
                return events;
            events.AddRange(page.Events);
            cursor = page.NextCursor;
        }
    }

    public static async Task<DomainError> RefusalAsync(Task call) =>
        (await Assert.ThrowsAsync<RpcException>(() => call.Within())).ToDomainError();

    public static Task<DomainError> RefusalAsync<T>(AsyncUnaryCall<T> call) => RefusalAsync(call.ResponseAsync);

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
