using GroupChat.Chat.Log;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// Changes rooms in the shared transactions of the database's one writer thread of this process, and tells the listener of the
/// events once they are durable, in commit order.
/// </summary>
internal sealed class RoomWriter : IRoomWriter
{
    private const int MaxRooms = 8192;
    private const int FirstEpoch = 1;

    private readonly ISqlDatabase _database;
    private readonly IEventCodec _codec;
    private readonly ICommitListener _listener;
    private readonly QuotaLimits _quotas;
    private readonly TimeProvider _time;
    private readonly RoomCache _rooms = new(MaxRooms);
    private readonly IRoomGate _gate;

    public RoomWriter(ChatDatabase chat, IEventCodec codec, ICommitListener listener, QuotaLimits quotas, TimeProvider time)
    {
        (_database, _codec, _listener, _quotas, _time) = (chat.Sql, codec, listener, quotas, time);
        _gate = chat.IsShared ? new SharedRooms(_rooms) : new SoleRooms();
        _database.PrepareBatches(_gate.Begin);
    }

    public Task<T> ChangeAsync<T>(RoomId room, Func<IRoomEdit, T> decide, CancellationToken cancellationToken) =>
        WriteAsync(session => Change(session, room, decide), new RoomHint(Checked(room)), cancellationToken);

    public Task<T> ChangeAsync<T>(RoomId room, SendKey send, Func<IRoomEdit, T> decide, CancellationToken cancellationToken) =>
        WriteAsync(session => Change(session, room, decide), new RoomHint(Checked(room), send), cancellationToken);

    public Task<CreatedRoom> CreateAsync(
        RoomId room, UserId creator, RequestKey? request, Action<IRoomEdit> decide, CancellationToken cancellationToken) =>
        WriteAsync(session => Create(session, room, creator, request, decide), new RoomHint(room, Creates: true), cancellationToken);

    /// <summary>What no room can be called is asked of no database: not all of them take every text.</summary>
    private static RoomId Checked(RoomId room) => RoomId.IsValid(room.Value) ? room : throw ChatErrors.RoomNotFound(room.Value);

    private Written<T> Change<T>(SqlSession session, RoomId room, Func<IRoomEdit, T> decide)
    {
        var edit = Edit(session, Load(session, room));
        return new(decide(edit), edit.Appended);
    }

    private Written<CreatedRoom> Create(SqlSession session, RoomId room, UserId creator, RequestKey? request, Action<IRoomEdit> decide)
    {
        if (request is not null && RequestRows.FindRoom(session, creator, request) is { } earlier)
            return new(earlier, []);
        if (RoomRows.Find(session, room) is not null)
            throw ChatErrors.RoomIdTaken(room.Value);
        var state = new RoomState(new RoomRef(room, RoomRows.NextKey(session), FirstEpoch), _rooms);
        var edit = Edit(session, state);
        decide(edit);
        if (request is not null)
            RequestRows.Insert(session, creator, request, edit.Room);
        _rooms.Add(state);
        return new(new(edit.Room, edit.Room.HeadSequence), edit.Appended);
    }

    private RoomState Load(SqlSession session, RoomId room)
    {
        if (_rooms.Find(room) is { } known)
            return known;
        var state = RoomRows.Load(session, room, _rooms) ?? throw ChatErrors.RoomNotFound(room.Value);
        _rooms.Add(state);
        return state;
    }

    private RoomEdit Edit(SqlSession session, RoomState state) =>
        new(session, state, _gate, _codec, _quotas, DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds()));

    private async Task<T> WriteAsync<T>(Func<SqlSession, Written<T>> work, RoomHint hint, CancellationToken cancellationToken) =>
        (await _database.WriteAsync(work, written => Announce(written.Appended), hint, cancellationToken)).Result;

    private void Announce(IReadOnlyList<AppendedEvent> appended)
    {
        if (appended.Count > 0)
            _listener.Committed(appended);
    }

    private readonly record struct Written<T>(T Result, IReadOnlyList<AppendedEvent> Appended);
}
