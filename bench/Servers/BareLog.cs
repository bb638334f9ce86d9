using System.Globalization;
using GroupChat.Chat;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.Bench.Servers;

/// <summary>The baseline for appending: the same tables, statements and group commit with fsync, called in process, with no service around them.</summary>
internal sealed class BareLog : IAsyncDisposable
{
    private static readonly Participant Author = new(new UserId("bench"), "Bench", ParticipantKind.Human);
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-bench-").FullName;
    private readonly WebApplication _app;
    private readonly IRoomWriter _writer;
    private readonly List<RoomId> _rooms = [];

    private BareLog(string postgres)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Data", _folder), new("Storage:Postgres", postgres)]);
        builder.AddChat();
        _app = builder.Build();
        _writer = _app.Services.GetRequiredService<IRoomWriter>();
    }

    /// <param name="rooms">How many to make.</param>
    /// <param name="postgres">Connection string of an empty database; empty for SQLite.</param>
    public static async Task<BareLog> OpenAsync(int rooms, string postgres = "")
    {
        var log = new BareLog(postgres);
        for (var number = 0; number < rooms; number++)
        {
            var id = new RoomId(string.Create(CultureInfo.InvariantCulture, $"room-{number}"));
            log._rooms.Add(id);
            var room = new NewRoom(id, id.Value, "", RoomVisibility.Public, Author, []);
            await log._writer.CreateAsync(id, Author.Id, null, edit => RoomCreation.Create(edit, room), CancellationToken.None);
        }
        return log;
    }

    public Task AppendAsync(int sender, string text)
    {
        var message = Message(sender, text, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString());
        return _writer.ChangeAsync(message.Room, message.Key, edit => Posting.Post(edit, message), CancellationToken.None);
    }

    /// <summary>Without the key by which a repeat is known: what is left is the price of everything else.</summary>
    public Task AppendKeylessAsync(int sender, string text)
    {
        var message = Message(sender, text, key: "");
        return _writer.ChangeAsync(message.Room, edit => Posting.Post(edit, message), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private NewMessage Message(int sender, string text, string key) =>
        new(_rooms[sender % _rooms.Count], Author.Id, key, ContentPart.OfMember(text, TextFormat.Plain), null, [], []);
}
