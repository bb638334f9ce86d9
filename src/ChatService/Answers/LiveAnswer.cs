using System.Text;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Answers;

/// <summary>
/// The text of an answer in the making, in memory. It only grows within a run, so viewers read it by (run, offset), each at its
/// own pace, and share the bytes. A new run starts from nothing.
/// </summary>
internal sealed class LiveAnswer(RoomId room, MessageId id, long sequence)
{
    private const int FirstCapacity = 1024;

    private readonly Lock _gate = new();
    private byte[] _text = [];
    private int _length;
    private RunId? _run;
    private AnswerPhase _phase = AnswerPhase.Queued;
    private bool _isFrozen;

    public RoomId Room { get; } = room;

    public MessageId Id { get; } = id;

    /// <summary>The event that began it: viewers who have not got that far are not shown the text.</summary>
    public long Sequence { get; } = sequence;

    public void Begin(RunId run)
    {
        lock (_gate)
            (_run, _text, _length, _phase, _isFrozen) = (run, [], 0, AnswerPhase.Queued, false);
    }

    /// <summary>The run is lost. Its text stays until another one begins.</summary>
    public void Requeue()
    {
        lock (_gate)
            _phase = AnswerPhase.Queued;
    }

    public void Enter(RunId run, AnswerPhase phase)
    {
        lock (_gate)
        {
            if (run == _run)
                _phase = phase;
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
            if (_isFrozen || viewer.Progress == (_run, _phase))
                return null;
            viewer.Progress = (_run, _phase);
            return new Signal.Progress(Id, _run, _phase);
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
