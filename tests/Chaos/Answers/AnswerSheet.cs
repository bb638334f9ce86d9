using System.Text;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>
/// What all viewers were sent, judged as it comes: what a run wrote at a place is the same for everybody, on every stream text comes
/// without holes and without repetition, and what ends has ended.
/// </summary>
internal sealed class AnswerSheet
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Answer, string Run), string> _runs = [];
    private readonly Dictionary<string, ViewerSheet> _viewers = [];
    private readonly List<AnswerViolation> _violations = [];

    public long Deltas { get; private set; }

    public IReadOnlyList<AnswerViolation> Violations
    {
        get
        {
            lock (_gate)
                return [.. _violations];
        }
    }

    /// <summary>What a run is known to have written, as far as anybody saw it.</summary>
    public string? TextOf(string answer, string run)
    {
        lock (_gate)
            return _runs.GetValueOrDefault((answer, run));
    }

    public ViewerSheet Of(string viewer)
    {
        lock (_gate)
        {
            if (!_viewers.TryGetValue(viewer, out var sheet))
                _viewers[viewer] = sheet = new(viewer, this);
            return sheet;
        }
    }

    public void Complain(AnswerFault fault, string viewer, string explanation)
    {
        lock (_gate)
            _violations.Add(new(fault, viewer, explanation));
    }

    /// <summary>A piece of a run as one viewer got it. All of it is ASCII where the script speaks; other models are compared as text.</summary>
    public void Compare(string viewer, TokenDelta delta, string before)
    {
        lock (_gate)
        {
            Deltas++;
            var (key, seen) = ((delta.MessageId, delta.RunId), before + delta.Text);
            var known = _runs.GetValueOrDefault(key) ?? "";
            if (!known.StartsWith(seen, StringComparison.Ordinal) && !seen.StartsWith(known, StringComparison.Ordinal))
                _violations.Add(new(AnswerFault.OtherText, viewer, $"{delta.MessageId} run {delta.RunId} at {delta.Offset}: '{Tail(seen)}', others saw '{Tail(known)}'"));
            else if (seen.Length > known.Length)
                _runs[key] = seen;
        }
    }

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static string Tail(string text) => text.Length <= 40 ? text : text[^40..];
}
