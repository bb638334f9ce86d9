using System.Collections.Concurrent;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Wire;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>The stores alone, on a real file, and what they announced.</summary>
internal sealed class StoreHouse : ICommitListener, IDisposable
{
    private static readonly Participant[] Agents = [new(Handle.ToAgentId("assistant"), "Assistant", ParticipantKind.Agent)];

    private readonly ChatDatabase _database;

    public StoreHouse(TempFolder folder)
    {
        _database = new ChatDatabase(new DataFolder(folder.Path), NullLogger<ChatDatabase>.Instance);
        Cursors = new Cursors(_database.Seal);
        var codec = new EventCodec(Cursors);
        var log = new SqliteLog(_database, codec, this, TimeProvider.System);
        Rooms = new SqliteRoomStore(_database, log);
        Messages = new SqliteMessageStore(_database, log, codec);
        Events = new SqliteEventStore(_database);
        Turns = new SqliteTurnStore(_database, log);
    }

    public Cursors Cursors { get; }

    public IRoomStore Rooms { get; }

    public IMessageStore Messages { get; }

    public IEventStore Events { get; }

    public ITurnStore Turns { get; }

    public ConcurrentQueue<AppendedEvent> Announced { get; } = new();

    public static Participant Person(string user) => new(new(user), user, ParticipantKind.Human);

    public static NewRoom NewRoom(string id, string creator) =>
        new(new(id), id, "", RoomVisibility.Public, Person(creator), Agents, Request: null);

    public static NewMessage Message(string room, string author, string text, string key) =>
        MessageRules.Check(new Draft(room, key, [new DraftPart(text, TextFormat.Plain)], ""), new UserId(author));

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        foreach (var appended in events)
            Announced.Enqueue(appended);
    }

    public async Task CloseSomeAnswerAsync()
    {
        if (await Turns.ListAsync(default) is [var turn, ..])
            await Turns.CloseAsync(turn.Id, onlyRun: null, new AnswerOutcome(AnswerState.Complete, RunId: null, "answer"), default);
    }

    public void Dispose() => _database.Dispose();
}
