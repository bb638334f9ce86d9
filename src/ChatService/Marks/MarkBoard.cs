using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Marks;

/// <summary>
/// Marks on their way to the database. What the members of a room acknowledge within a second becomes one change of the room,
/// whoever sent it on however many streams; the newest word of each member is the one that counts. A room that nothing waits for
/// costs nothing.
/// </summary>
internal sealed class MarkBoard(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<RoomId, PendingMarks> _rooms = [];
    private readonly Queue<PendingMarks> _byDue = new();
    private ITimer? _timer;

    /// <summary>Set when a room may have become due.</summary>
    public WakeSignal Wake { get; } = new();

    /// <summary>Adds to what waits for this member; false when nothing does, and nothing is added.</summary>
    public bool TryMerge(RoomId room, UserId user, MarkMove move)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(room, out var pending) || !pending.Moves.TryGetValue(user, out var before))
                return false;
            pending.Moves[user] = before.With(move);
            return true;
        }
    }

    public void Add(RoomId room, UserId user, MarkMove move)
    {
        lock (_gate)
        {
            var moves = Get(room).Moves;
            moves[user] = moves.GetValueOrDefault(user).With(move);
        }
    }

    /// <summary>Marks that are durable already wait to be told to the room.</summary>
    public void Touch(RoomId room)
    {
        lock (_gate)
            Get(room);
    }

    /// <summary>Brings back what could not be written, for the next second.</summary>
    public void Return(PendingMarks pending)
    {
        lock (_gate)
        {
            var moves = Get(pending.Room).Moves;
            foreach (var (user, move) in pending.Moves)
                moves[user] = moves.GetValueOrDefault(user).With(move);
        }
    }

    public IReadOnlyList<PendingMarks> TakeDue() => Take(time.GetTimestamp());

    /// <summary>Everything, for the end of the process.</summary>
    public IReadOnlyList<PendingMarks> TakeAll() => Take(long.MaxValue);

    public void Dispose()
    {
        lock (_gate)
            _timer?.Dispose();
    }

    private List<PendingMarks> Take(long now)
    {
        var due = new List<PendingMarks>();
        lock (_gate)
        {
            while (_byDue.TryPeek(out var next) && next.Due <= now)
            {
                _rooms.Remove(_byDue.Dequeue().Room);
                due.Add(next);
            }

            // A timer may ring a moment early: then it has to ring again.
            if (_byDue.TryPeek(out var later))
                Arm(time.GetElapsedTime(now, later.Due));
        }

        return due;
    }

    // All wait equally long, so who came first is due first.
    private PendingMarks Get(RoomId room)
    {
        if (_rooms.TryGetValue(room, out var known))
            return known;
        var pending = new PendingMarks(room, time.GetTimestamp() + (long)(Gap.TotalSeconds * time.TimestampFrequency), []);
        _rooms.Add(room, pending);
        _byDue.Enqueue(pending);
        if (_byDue.Count == 1)
            Arm(Gap);
        return pending;
    }

    private void Arm(TimeSpan wait)
    {
        _timer ??= time.CreateTimer(static wake => ((WakeSignal)wake!).Set(), Wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait < Shortest ? Shortest : wait, Timeout.InfiniteTimeSpan);
    }
}
