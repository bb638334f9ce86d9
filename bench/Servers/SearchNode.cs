using System.Globalization;
using System.Net;
using GroupChat.Bench.Search;
using GroupChat.Chat;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Contract = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Servers;

/// <summary>ChatService in this process: filled and indexed by hand first, then searched over HTTP/2 as clients do.</summary>
internal sealed class SearchNode : IAsyncDisposable
{
    private const string Key = "the-service-key-of-benches";

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-bench-").FullName;
    private readonly WebApplication _app;
    private GrpcChannel? _channel;

    public SearchNode()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("Data", _folder), new("Services:Key", Key)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        builder.AddChat();
        _app = builder.Build();
        _app.MapChat();
    }

    private IRoomWriter Writer => _app.Services.GetRequiredService<IRoomWriter>();

    public async Task CreateAsync(string room, string speaker, IEnumerable<string> members)
    {
        var made = new NewRoom(new RoomId(room), room, "", RoomVisibility.Public, Person(speaker), []);
        await Writer.CreateAsync(made.Id, made.Creator.Id, null, edit => RoomCreation.Create(edit, made), CancellationToken.None);
        foreach (var member in members)
            await Writer.ChangeAsync(made.Id, edit => Admission.Join(edit, Person(member), joinToken: ""), CancellationToken.None);
    }

    public Task PostAsync(string room, string speaker, int number, string text)
    {
        var message = new NewMessage(
            new RoomId(room), new UserId(speaker), number.ToString(CultureInfo.InvariantCulture), ContentPart.OfMember(text, TextFormat.Plain), null, [], []);
        return Writer.ChangeAsync(message.Room, message.Key, edit => Posting.Post(edit, message), CancellationToken.None);
    }

    /// <summary>All that was posted, as the service's own indexer does it; how many messages.</summary>
    public async Task<int> IndexAsync()
    {
        var index = _app.Services.GetRequiredService<ISearchIndex>();
        var total = 0;
        for (var added = -1; added != 0; total += added)
        {
            added = await index.AddAsync(1, CancellationToken.None);
            while (await index.MergeAsync(CancellationToken.None))
            {
            }
        }

        return total;
    }

    public Task<long> BytesAsync() => _app.Services.GetRequiredService<ChatDatabase>().Sql.ReadAsync(DatabaseSize.Of);

    public async Task StartAsync()
    {
        await _app.StartAsync();
        _channel = GrpcChannel.ForAddress(_app.Urls.First());
    }

    public async Task<Contract.SearchMessagesResponse> SearchAsync(string user, string query, string pageToken = "")
    {
        var options = default(CallOptions).WithHeaders(new() { { "authorization", $"Service {Key}" } }).ActingFor(Caller.User(user, user));
        return await new Contract.ChatService.ChatServiceClient(_channel).SearchMessagesAsync(new() { Query = query, PageToken = pageToken }, options);
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Participant Person(string user) => new(new UserId(user), user, ParticipantKind.Human);
}
