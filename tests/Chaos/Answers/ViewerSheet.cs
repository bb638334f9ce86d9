using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>What one viewer has been sent: events over all its streams, text on the present one.</summary>
internal sealed class ViewerSheet(string viewer, AnswerSheet all)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Message>> _ends = [];
    private readonly HashSet<string> _open = [];
    private Dictionary<string, (string Run, string Text)> _growing = [];

    public string Cursor { get; private set; } = "";

    public long Sequence { get; private set; }

    /// <summary>A stream begins: text begins anew on it, events go on.</summary>
    public void Opened()
    {
        lock (_gate)
            _growing = [];
    }

    public void See(ServerFrame frame)
    {
        lock (_gate)
        {
            if (frame.Event is { } change)
                Take(change);
            else if (frame.Signal?.TokenDelta is { } delta)
                Grow(delta);
        }
    }

    /// <summary>The ends of each answer, in order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Message>> Ends()
    {
        lock (_gate)
            return _ends.ToDictionary(ends => ends.Key, ends => (IReadOnlyList<Message>)[.. ends.Value]);
    }

    public IReadOnlyList<string> Open()
    {
        lock (_gate)
            return [.. _open];
    }

    private void Take(RoomEvent change)
    {
        if (change.Sequence != Sequence + 1)
            all.Complain(AnswerFault.OtherEvents, viewer, $"event {change.Sequence} came after {Sequence}");
        (Sequence, Cursor) = (change.Sequence, change.Cursor);
        if ((change.AnswerStarted?.Message ?? change.AnswerRestarted?.Message) is { } begun)
        {
            _growing.Remove(begun.MessageId);
            if (!_open.Add(begun.MessageId))
                all.Complain(AnswerFault.OtherEnd, viewer, $"{begun.MessageId} began twice");
        }
        else if (change.AnswerFinished?.Message is { } ended)
        {
            _growing.Remove(ended.MessageId);
            if (!_open.Remove(ended.MessageId))
                all.Complain(AnswerFault.OtherEnd, viewer, $"{ended.MessageId} ended without having begun");
            if (!_ends.TryGetValue(ended.MessageId, out var ends))
                _ends[ended.MessageId] = ends = [];
            ends.Add(ended);
        }
    }

    private void Grow(TokenDelta delta)
    {
        if (!_open.Contains(delta.MessageId))
        {
            all.Complain(AnswerFault.AfterTheEnd, viewer, $"{delta.MessageId} grew by '{delta.Text}' and is not being written");
            return;
        }

        var (run, text) = _growing.GetValueOrDefault(delta.MessageId, ("", ""));
        var before = run == delta.RunId ? text : "";
        var end = AnswerSheet.Bytes(before);
        if (delta.Offset != end)
            all.Complain(delta.Offset < end ? AnswerFault.Repeated : AnswerFault.Lost, viewer, $"{delta.MessageId} run {delta.RunId}: text for {delta.Offset}, known up to {end}");
        else if (delta.EndOffset != delta.Offset + AnswerSheet.Bytes(delta.Text))
            all.Complain(AnswerFault.OtherText, viewer, $"{delta.MessageId}: a piece that says it ends at {delta.EndOffset}");
        else
        {
            all.Compare(viewer, delta, before);
            _growing[delta.MessageId] = (delta.RunId, before + delta.Text);
        }
    }
}
