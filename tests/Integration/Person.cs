using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Session.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Integration.Tests;

/// <summary>A signed-in user of a running gateway, through generated clients.</summary>
internal sealed class Person(string token)
{
    public Metadata Headers { get; } = new() { { "authorization", $"Bearer {token}" } };

    public static async Task<Person> SignInAsync(GrpcChannel channel, string name)
    {
        var created = await new SessionService.SessionServiceClient(channel).CreateSessionAsync(new() { DisplayName = name }, deadline: Soon);
        return new(created.Credentials.AccessToken);
    }

    public static DateTime Soon => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30);

    public ChatService.ChatServiceClient Chat(GrpcChannel channel) => new(channel);

    public DocumentService.DocumentServiceClient Documents(GrpcChannel channel) => new(channel);

    public async Task<Message> PostAsync(GrpcChannel channel, string room, string id, string text) =>
        (await Chat(channel).PostMessageAsync(Post(room, id, text), Headers, Soon)).Message;

    public static PostMessageRequest Post(string room, string id, string text) => new()
    {
        RoomId = room,
        ClientMessageId = id,
        Parts = { new ContentPart { Text = new() { Text = text } } },
    };

    /// <summary>All events of a room, by paging through its log.</summary>
    public async Task<List<RoomEvent>> LogAsync(GrpcChannel channel, string room)
    {
        List<RoomEvent> log = [];
        var cursor = "";
        while (true)
        {
            var page = await Chat(channel).ListEventsAsync(new() { RoomId = room, Cursor = cursor, PageSize = 100 }, Headers, Soon);
            if (page.Events.Count == 0)
                return log;
            log.AddRange(page.Events);
            cursor = page.NextCursor;
        }
    }
}
