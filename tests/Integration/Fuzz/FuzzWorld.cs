using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Fuzz;

/// <summary>A server, somebody who may call it, and things that are there: what is nearly right gets further than noise.</summary>
internal sealed class FuzzWorld(GatewayProcess gateway) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Waiting.Limit };

    public Uri Address { get; } = new(gateway.Address);

    public HttpClient Http => _http;

    public string Token { get; private set; } = "";

    /// <summary>Texts that mean something to this server, and some that mean something anywhere.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>A new person with a room and a message in it: cases may have left, archived or emptied the ones before.</summary>
    public async Task RenewAsync()
    {
        using var channel = gateway.Connect();
        var person = await Person.SignInAsync(channel, "Fuzz");
        var chat = person.Chat(channel);
        var room = (await chat.CreateRoomAsync(new() { DisplayName = "Noise" }, person.Headers, Person.Soon)).Room;
        var message = await person.PostAsync(channel, room.RoomId, "m", "hello");
        var page = await chat.ListMessagesAsync(new() { RoomId = room.RoomId, PageSize = 1 }, person.Headers, Person.Soon);
        var session = await chat.GetMemberAsync(new() { RoomId = room.RoomId, UserId = room.CreatorUserId }, person.Headers, Person.Soon);
        Token = person.Headers.GetValue("authorization")!["Bearer ".Length..];
        Words =
        [
            room.RoomId, room.RoomId, room.RoomId, message.MessageId, message.MessageId, room.CreatorUserId, page.Cursor, page.NextPageToken,
            session.Member.Participant.DisplayName, "agent:assistant", "assistant", Token, "", " ", "0", "-1", "null", "true", "*", "/", "..", "%2F", "\0", "\r\n",
            "👍🏽", "\u202E", "ﷺ", "a@b", "direct-", new string('x', 65), new string('y', 1025), new string('é', 20_000), Guid.Empty.ToString(),
        ];
    }

    /// <summary>The server is there, and has not put the blame for anything on itself.</summary>
    public async Task AssertWellAsync()
    {
        using var answer = await _http.GetAsync(new Uri(Address, "/health/ready")).Within();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        // The server package reports what it could not read at the same level as a fault of its own.
        var fault = gateway.Output.FirstOrDefault(line =>
            (line.StartsWith("fail:", StringComparison.Ordinal) && !line.Contains("Grpc.AspNetCore.Server.ServerCallHandler", StringComparison.Ordinal))
            || line.StartsWith("crit:", StringComparison.Ordinal));
        Assert.True(fault is null, string.Join('\n', gateway.Output.SkipWhile(line => line != fault).Take(40)));
    }

    public void Dispose() => _http.Dispose();
}
