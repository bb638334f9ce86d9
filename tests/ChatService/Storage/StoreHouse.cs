using System.Collections.Concurrent;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Turns;
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
        Writer = new RoomWriter(_database, codec, this, TimeProvider.System);
        Rooms = new SqlRoomStore(_database);
        Messages = new SqlMessageStore(_database, codec);
        Events = new SqlEventStore(_database);
        Turns = new SqlTurnStore(_database);
        Closing = new TurnClosing(Writer);
    }

    public Cursors Cursors { get; }

    public IRoomWriter Writer { get; }

    public IRoomStore Rooms { get; }

    public IMessageStore Messages { get; }

    public IEventStore Events { get; }

    public ITurnStore Turns { get; }

    public TurnClosing Closing { get; }

    public ConcurrentQueue<AppendedEvent> Announced { get; } = new();

    public static Participant Person(string user) => new(new(user), user, ParticipantKind.Human);

    private static NewMessage Message(string room, string author, string text, string key) =>
        MessageRules.Check(new Draft(room, key, [new DraftPart(text, TextFormat.Plain)], "", []), new UserId(author));

    public Task<Room> CreateAsync(string id, string creator, RequestKey? request = null)
    {
        var room = new NewRoom(new(id), id, "", RoomVisibility.Public, Person(creator), Agents);
        return Writer.CreateAsync(room.Id, room.Creator.Id, request, edit => RoomCreation.Create(edit, room), default);
    }

    public Task<JoinedRoom> JoinAsync(RoomId room, string user) =>
        Writer.ChangeAsync(room, edit => Memberships.Join(edit, Person(user)), default);

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

    public async Task CloseSomeAnswerAsync()
    {
        if (await Turns.ListAsync(default) is [var turn, ..])
            await Closing.CloseAsync(turn.Room.Id, turn.Id, onlyRun: null, new AnswerOutcome(AnswerState.Complete, RunId: null, "answer"), default);
    }

    public void Dispose() => _database.Dispose();
}
