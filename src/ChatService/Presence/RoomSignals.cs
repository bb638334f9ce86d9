using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Presence;

/// <summary>
/// Who is typing in a room and who has it open, as far as its viewers are told. Cheap by construction: each member is told of at
/// most once a second, and in a room that very many have open, newcomers are not announced any more.
/// </summary>
internal sealed class RoomSignals : IDisposable
{
    /// <summary>How long "is typing" holds without being repeated.</summary>
    public static readonly TimeSpan TypingHolds = TimeSpan.FromSeconds(6);

    /// <summary>With more members present than this, further ones are not announced: everybody would be told of everybody.</summary>
    public const int MostAnnounced = 256;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly PacedBoard _typing;
    private readonly PacedBoard _presence;
    private readonly Dictionary<UserId, int> _streams = [];
    private ITimer? _timer;
    private long _version;

    public RoomSignals(TimeProvider time, Action changed)
    {
        (_time, _changed) = (time, changed);
        (_typing, _presence) = (new PacedBoard(time), new PacedBoard(time));
    }

    public bool HasNewerThan(long version) => Volatile.Read(ref _version) > version;

    public void Typing(Participant who, bool isTyping) => Change(() => _typing.Set(who.Id, new Signal.Typing(who, isTyping), ref _version));

    /// <summary>A message ends the typing of its author without saying so.</summary>
    public void Spoke(UserId who)
    {
        lock (_gate)
            _typing.Forget(who);
    }

    /// <summary>One more stream of this member has the room open.</summary>
    public void Enter(Participant who) => Change(() =>
    {
        var streams = _streams[who.Id] = _streams.GetValueOrDefault(who.Id) + 1;
        return streams == 1 && _streams.Count <= MostAnnounced && SetPresence(who, isPresent: true);
    });

    /// <summary>One less.</summary>
    public void Leave(Participant who) => Change(() =>
    {
        if (--_streams[who.Id] > 0)
            return false;
        _streams.Remove(who.Id);
        return SetPresence(who, isPresent: false);
    });

    /// <summary>Adds what a viewer has not seen: of the others only, and for a newcomer only what goes on.</summary>
    public void Collect(RoomSubscription viewer, List<Signal> into)
    {
        lock (_gate)
        {
            foreach (var subject in _typing.Since(viewer.SignalVersion))
            {
                if (subject.User != viewer.Viewer && _time.GetElapsedTime(subject.ToldAt) < TypingHolds)
                    Add(subject.Told!, viewer, into);
            }

            foreach (var subject in _presence.Since(viewer.SignalVersion))
            {
                if (subject.User != viewer.Viewer)
                    Add(subject.Told!, viewer, into);
            }

            viewer.SignalVersion = _version;
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _timer?.Dispose();
    }

    private static void Add(Signal signal, RoomSubscription viewer, List<Signal> into)
    {
        var goesOn = signal is Signal.Typing { IsTyping: true } or Signal.Presence { IsPresent: true };
        if (goesOn || viewer.SignalVersion >= 0)
            into.Add(signal);
    }

    private bool SetPresence(Participant who, bool isPresent) => _presence.Set(who.Id, new Signal.Presence(who, isPresent), ref _version);

    private void Change(Func<bool> change)
    {
        bool told;
        lock (_gate)
        {
            told = change();
            Arm();
        }

        if (told)
            _changed();
    }

    private void Arm()
    {
        var due = new[] { _typing.NextDue, _presence.NextDue }.Min();
        if (due is null)
            return;
        _timer ??= _time.CreateTimer(static signals => ((RoomSignals)signals!).TellDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due.Value > TimeSpan.Zero ? due.Value : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    // Both boards are asked, whatever the first one says.
    private void TellDue() => Change(() => _typing.TellDue(ref _version) | _presence.TellDue(ref _version));
}
