using GroupChat.Chat.Bus;
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
    private readonly Action _hereChanged;
    private readonly OtherNodes _elsewhere;
    private readonly Dictionary<UserId, (Participant Who, int Streams)> _here = [];
    private ITimer? _timer;
    private long _version;

    /// <param name="time">The clock.</param>
    /// <param name="changed">Viewers have something to be shown.</param>
    /// <param name="hereChanged">Others than before have the room open on this node.</param>
    public RoomSignals(TimeProvider time, Action changed, Action hereChanged)
    {
        (_time, _changed, _hereChanged) = (time, changed, hereChanged);
        (_typing, _presence, _elsewhere) = (new PacedBoard(time), new PacedBoard(time), new OtherNodes(time));
    }

    /// <summary>Who has the room open on this node, as far as others are told.</summary>
    public IReadOnlyList<Participant> Here
    {
        get
        {
            lock (_gate)
                return [.. _here.Values.Select(one => one.Who).Take(MostAnnounced)];
        }
    }

    public bool HasNewerThan(long version) => Volatile.Read(ref _version) > version;

    public void Typing(Participant who, bool isTyping) => Change(() => _typing.Set(who.Id, new Signal.Typing(who, isTyping), ref _version));

    /// <summary>A message ends the typing of its author without saying so.</summary>
    public void Spoke(UserId who)
    {
        lock (_gate)
            _typing.Forget(who);
    }

    /// <summary>Somebody may not speak any more: whoever was shown that they type is shown that they do not.</summary>
    public void Silence(Participant who) => Change(() =>
        _typing.Latest(who.Id) is Signal.Typing { IsTyping: true } && _typing.Set(who.Id, new Signal.Typing(who, IsTyping: false), ref _version));

    /// <summary>One more stream of this member has the room open.</summary>
    public void Enter(Participant who)
    {
        var isFirst = false;
        Change(() =>
        {
            var streams = _here.GetValueOrDefault(who.Id).Streams + 1;
            _here[who.Id] = (who, streams);
            isFirst = streams == 1;
            return isFirst && _here.Count <= MostAnnounced && !_elsewhere.Has(who.Id) && SetPresence(who, isPresent: true);
        });
        if (isFirst)
            _hereChanged();
    }

    /// <summary>One less.</summary>
    public void Leave(Participant who)
    {
        var isLast = false;
        Change(() =>
        {
            var streams = _here[who.Id].Streams - 1;
            _here[who.Id] = (who, streams);
            isLast = streams == 0;
            return isLast && _here.Remove(who.Id) && !_elsewhere.Has(who.Id) && SetPresence(who, isPresent: false);
        });
        if (isLast)
            _hereChanged();
    }

    /// <summary>Another node says who has the room open there.</summary>
    public void Elsewhere(NodeId node, long version, IReadOnlyList<Participant> who) => Change(() => Look(_elsewhere.Set(node, version, who)));

    /// <summary>Nodes that say nothing any more have nobody.</summary>
    public void ForgetSilentNodes() => Change(() => Look(_elsewhere.ForgetSilent()));

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

    private bool Look(IReadOnlyCollection<Participant> concerned)
    {
        var told = false;
        foreach (var who in concerned.Where(who => !_here.ContainsKey(who.Id)))
            told |= SetPresence(who, _elsewhere.Has(who.Id));
        return told;
    }

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
