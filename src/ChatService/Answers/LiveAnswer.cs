using System.Text;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Answers;

/// <summary>
/// The text of an answer in the making, in memory. It only grows within a run, so viewers read it by (run, offset), each at its
/// own pace, and share the bytes. A new run starts from nothing.
/// </summary>
internal sealed class LiveAnswer(RoomId room, TurnId turn, MessageId id, long sequence)
{
    private const int FirstCapacity = 1024;
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private byte[] _text = [];
    private int _length;
    private RunId? _run;
    private int _attempt;
    private AnswerPhase _phase = AnswerPhase.Queued;
    private ModelWait _wait;
    private bool _isFrozen;
    private volatile bool _isOurs;
    private LiveCursor _told;
    private long? _asked;
    private LiveText _before;

    public RoomId Room { get; } = room;

    /// <summary>An answer that is made again has another one.</summary>
    public TurnId Turn { get; } = turn;

    public MessageId Id { get; } = id;

    /// <summary>The event that began it: viewers who have not got that far are not shown the text.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>A worker of this node writes it; else what is here comes from the node whose worker does.</summary>
    public bool IsOurs => _isOurs;

    /// <summary>The broker of this node looks after its turn.</summary>
    public bool IsHeld { get; set; }

    public void Begin(RunId run, int attempt)
    {
        lock (_gate)
            Start(run, attempt, isOurs: true);
    }

    /// <summary>The run is lost. Its text stays until another one begins.</summary>
    public void Requeue()
    {
        lock (_gate)
            (_phase, _wait) = (AnswerPhase.Queued, default);
    }

    /// <summary>The text that viewers saw last: of the present run, or of the one before while it has not written anything.</summary>
    public LiveText LastWords()
    {
        lock (_gate)
            return _length > 0 ? Snapshot() : _before;
    }

    /// <summary>What another node's worker has written. A later attempt replaces everything; an earlier one comes late.</summary>
    public LiveAdoption Adopt(RunId? run, int attempt, AnswerPhase phase, ModelWait wait, int offset, ReadOnlySpan<byte> text)
    {
        lock (_gate)
        {
            if (attempt < _attempt || (attempt == _attempt && (_isOurs || run != _run)) || _isFrozen)
                return LiveAdoption.Nothing;
            if (attempt > _attempt)
                Start(run, attempt, isOurs: false);
            else if (offset + text.Length <= _length && (phase < _phase || (phase == _phase && wait == _wait)))
                return LiveAdoption.Nothing;
            if (phase >= _phase)
                (_phase, _wait) = (phase, wait);
            if (offset > _length)
                return LiveAdoption.Gap;
            if (offset + text.Length > _length && offset + text.Length <= MessageRules.MaxAnswerBytes)
            {
                var rest = text[(_length - offset)..];
                MakeRoomFor(rest.Length);
                rest.CopyTo(_text.AsSpan(_length));
                _length += rest.Length;
            }

            return LiveAdoption.Grown;
        }
    }

    /// <summary>Somebody on another node lacks a piece: all of it is told again.</summary>
    public void TellAll()
    {
        lock (_gate)
            _told = default;
    }

    /// <summary>True when other nodes may be asked for what is missing: not with every piece that comes.</summary>
    public bool MayAsk(TimeProvider time)
    {
        lock (_gate)
        {
            if (_asked is { } before && time.GetElapsedTime(before) < AskAgainAfter)
                return false;
            _asked = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>For the one who tells other nodes: what they were not told of yet; null when there is nothing.</summary>
    public BusNote.AnswerText? NextWord()
    {
        lock (_gate)
        {
            if (!_isOurs || _isFrozen)
                return null;
            var from = _told.Run == _run ? _told.Offset : 0;
            if (from == _length && _told.Progress == (_run, _phase, _wait))
                return null;
            _told = new LiveCursor(Id) { Run = _run, Offset = _length, Progress = (_run, _phase, _wait) };
            return new(Room, Turn, Id, _run, _attempt, _phase, from, _text.AsMemory(from, _length - from)) { Wait = _wait };
        }
    }

    public void Enter(RunId run, AnswerPhase phase, ModelWait wait = default)
    {
        lock (_gate)
        {
            if (run == _run)
                (_phase, _wait) = (phase, wait);
        }
    }

    /// <summary>Adds text where the run's text ends. Text of another run, or for another place, is dropped.</summary>
    public LiveAppend Append(RunId run, long offset, string text)
    {
        lock (_gate)
        {
            if (_isFrozen || run != _run || offset != _length)
                return LiveAppend.Dropped;
            var bytes = Encoding.UTF8.GetByteCount(text);
            if (_length + bytes > MessageRules.MaxAnswerBytes)
                return LiveAppend.TooLong;
            MakeRoomFor(bytes);
            _length += Encoding.UTF8.GetBytes(text, _text.AsSpan(_length));
            return LiveAppend.Added;
        }
    }

    public LiveText Snapshot()
    {
        lock (_gate)
            return new(_run, Encoding.UTF8.GetString(_text, 0, _length));
    }

    /// <summary>
    /// The answer is about to end: from here on it neither grows nor is shown, so that no viewer gets text after the end, and the
    /// text kept is the text seen. Nothing happens when another run than <paramref name="onlyRun"/> has begun.
    /// </summary>
    public LiveText Freeze(RunId? onlyRun = null)
    {
        lock (_gate)
        {
            _isFrozen |= onlyRun is null || onlyRun == _run;
            return Snapshot();
        }
    }

    /// <summary>The end could not be written: the answer goes on.</summary>
    public void Thaw()
    {
        lock (_gate)
            _isFrozen = false;
    }

    /// <summary>What the viewer has not been told of yet; null when there is nothing.</summary>
    public Signal? NextProgress(ref LiveCursor viewer)
    {
        lock (_gate)
        {
            if (_isFrozen || viewer.Progress == (_run, _phase, _wait))
                return null;
            viewer.Progress = (_run, _phase, _wait);
            return new Signal.Progress(Id, _run, _phase, _wait);
        }
    }

    public bool HasTextFor(in LiveCursor viewer)
    {
        lock (_gate)
            return !_isFrozen && _length > (viewer.Run == _run ? viewer.Offset : 0);
    }

    public Signal? NextText(ref LiveCursor viewer)
    {
        lock (_gate)
        {
            var from = viewer.Run == _run ? viewer.Offset : 0;
            if (_isFrozen || _run is not { } run || _length <= from)
                return null;
            (viewer.Run, viewer.Offset) = (run, _length);
            return new Signal.TokenDelta(Id, run, from, _text.AsMemory(from, _length - from));
        }
    }

    private void Start(RunId? run, int attempt, bool isOurs)
    {
        _before = LastWords();
        (_run, _attempt, _text, _length, _phase, _wait, _isFrozen) = (run, attempt, [], 0, AnswerPhase.Queued, default, false);
        _isOurs = isOurs;
    }

    // Written bytes are never changed, so slices handed out before stay right when the text moves to a larger array.
    private void MakeRoomFor(int bytes)
    {
        if (_length + bytes <= _text.Length)
            return;
        var larger = new byte[Math.Max(FirstCapacity, Math.Max(_length + bytes, _text.Length * 2))];
        _text.AsSpan(0, _length).CopyTo(larger);
        _text = larger;
    }
}
