using System.Collections.Concurrent;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Turns;
using GroupChat.Chat.Wire;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>The stores alone, on a real file, and what they announced.</summary>
internal sealed class StoreHouse : ICommitListener, IDisposable
{
    public static readonly Participant[] Agents =
    [
        new(Handle.ToAgentId("assistant"), "Assistant", ParticipantKind.Agent), new(Handle.ToAgentId("other"), "Other", ParticipantKind.Agent),
    ];

    private readonly ChatDatabase _database;

    /// <param name="folder">The data folder.</param>
    /// <param name="postgres">The setting of that name.</param>
    /// <param name="spoil">Breaks the database, to see whether that is noticed.</param>
    public StoreHouse(TempFolder folder, string postgres = "", Func<ISqlDatabase, ISqlDatabase>? spoil = null)
    {
        var opened = ChatDatabase.Open(new DataFolder(folder.Path), new StorageOptions { Postgres = postgres }, NullLogger.Instance);
        _database = new ChatDatabase(spoil is null ? opened : spoil(opened), isShared: postgres.Length > 0);
        Cursors = new Cursors(_database.Seal);
        Codec = new EventCodec(Cursors);
        Writer = new RoomWriter(_database, Codec, this, new(), TimeProvider.System);
        Rooms = new SqlRoomStore(_database);
        Messages = new SqlMessageStore(_database, Codec);
        Events = new SqlEventStore(_database);
        Turns = new SqlTurnStore(_database);
        Usage = new SqlUsageStore(_database);
        Closing = new TurnClosing(Writer);
    }

    public Cursors Cursors { get; }

    public IEventCodec Codec { get; }

    public IRoomWriter Writer { get; }

    public IRoomStore Rooms { get; }

    public IMessageStore Messages { get; }

    public IEventStore Events { get; }

    public ITurnStore Turns { get; }

    public IUsageStore Usage { get; }

    public TurnClosing Closing { get; }

    public ConcurrentQueue<AppendedEvent> Announced { get; } = new();

    public static Participant Person(string user) => new(new(user), user, ParticipantKind.Human);

    private static NewMessage Message(string room, string author, string text, string key) =>
        MessageRules.Check(new Draft(room, key, [new DraftPart(text, TextFormat.Plain)], "", []), new UserId(author));

    public async Task<Room> CreateAsync(string id, string creator, RequestKey? request = null)
    {
        var room = new NewRoom(new(id), id, "", RoomVisibility.Public, Person(creator), Agents);
        return (await Writer.CreateAsync(room.Id, room.Creator.Id, request, edit => RoomCreation.Create(edit, room), default)).Room;
    }

    public Task<JoinedRoom> JoinAsync(RoomId room, string user) =>
        Writer.ChangeAsync(room, edit => Admission.Join(edit, Person(user), joinToken: ""), default);

    public Task<bool> LeaveAsync(RoomId room, string user) =>
        Writer.ChangeAsync(room, edit => Memberships.Leave(edit, new UserId(user)), default);

    public Task<PostedMessage> PostAsync(string room, string author, string text, string key)
    {
        var message = Message(room, author, text, key);
        return Writer.ChangeAsync(message.Room, message.Key, edit => Posting.Post(edit, message), default);
    }

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        foreach (var appended in events)
            Announced.Enqueue(appended);
    }

    /// <summary>Changes something about a message of the room, if the event that is picked brought one in.</summary>
    public async Task OnSomeMessageAsync<T>(RoomId room, int pick, Func<IRoomEdit, MessageId, T> change)
    {
        if (await Rooms.FindAsync(room, null, default) is not { } found)
            return;
        var picked = await Events.ReadAsync(found.Ref, pick % found.HeadSequence, new LogLimit(1, int.MaxValue), default);
        if (Codec.DecodeMessage(picked.Events[0].Payload) is { } message)
            await Writer.ChangeAsync(room, edit => change(edit, message.Id), default);
    }

    public async Task CloseSomeAnswerAsync()
    {
        if (await Turns.ListAsync(default) is [var turn, ..])
            await Closing.CloseAsync(turn.Room.Id, turn.Id, onlyRun: null, new AnswerOutcome(AnswerState.Complete, RunId: null, "@assistant or @other?"), default);
    }

    public Task<IReadOnlyList<string>> DumpAsync() => _database.Sql.ReadAsync(session => TableDump.Read(session, _database.IsShared));

    /// <summary>Fills this empty house with what the logs of the other say, and nothing else.</summary>
    /// <param name="other">The other.</param>
    /// <param name="announced">Where the beginnings of its logs are found when retention has removed them.</param>
    public async Task RebuildAsync(StoreHouse other, IReadOnlyList<AppendedEvent>? announced = null)
    {
        foreach (var room in await other.Rooms.ListAsync(null, 1000, RoomFilter.All, default))
        {
            var log = await other.Events.ReadAsync(room.Ref, 0, new LogLimit(int.MaxValue, int.MaxValue), default);
            var gone = (announced ?? [])
                .Where(appended => appended.Event.Room == room.Ref && appended.Event.Sequence < room.FirstSequence)
                .DistinctBy(appended => appended.Event.Sequence)
                .OrderBy(appended => appended.Event.Sequence)
                .Select(appended => new StoredEvent(appended.Event.Sequence, appended.Payload));
            await _database.Sql.WriteAsync(session => Replay(session, room.Ref, [.. gone, .. log.Events]));
        }
    }

    private bool Replay(SqlSession session, RoomRef room, IReadOnlyList<StoredEvent> events)
    {
        var state = new RoomState(room);
        session.Enlist(state);
        foreach (var stored in events)
            Projector.Add(session, state, Codec.Decode(room, stored.Payload), stored.Payload);
        return true;
    }

    public void Dispose() => _database.Dispose();
}
