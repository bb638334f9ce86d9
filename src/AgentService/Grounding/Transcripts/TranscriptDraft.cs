using System.Collections.ObjectModel;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>
/// A transcript on its way to the next prompt: what changed is taken out or replaced, and noted; then what is new comes to its end.
/// </summary>
internal sealed partial class TranscriptDraft(Turn turn, Transcript was)
{
    // What was said before the first turn.
    private const int MostAtFirst = 20;

    // New messages in one turn; older ones are left out, and noted.
    private const int MostNew = 100;

    private readonly PromptWords _words = new(turn);
    private readonly ChatMessage _system = PromptBuilder.SystemOf(turn.Agent);
    private int _nextNumber = was.NextNumber;
    private long _from = was.From;
    private IReadOnlySet<string> _pinned = ReadOnlySet<string>.Empty;

    public List<PromptLine> Lines { get; private set; } = [];

    public List<Compaction> Compactions { get; } = [];

    /// <summary>Lines from here on are this turn's own: its passages and its question.</summary>
    public int OwnFrom { get; private set; }

    /// <summary>Goes through what the prompt was and keeps what still stands.</summary>
    /// <param name="view">The room.</param>
    /// <param name="passages">All passages of the transcript that are there.</param>
    /// <param name="changed">Messages that changed since the last turn; null when unknown.</param>
    public void Keep(RoomView view, IReadOnlyDictionary<string, PassageContent> passages, IReadOnlySet<string>? changed)
    {
        _pinned = view.Pinned;
        if (was.Instructions.Length > 0 && was.Instructions != PromptLine.HashOf(_system))
            Compactions.Add(new(CompactionReason.AgentChanged, 0, 0));
        foreach (var entry in was.Entries)
        {
            if (Kept(entry, view, passages, changed) is { } line)
                Lines.Add(line);
        }
        // A turn that is run again reads what it read before.
        var asked = Lines.FindIndex(line => line.Said?.MessageId == turn.Question.MessageId);
        IsRepeated = asked >= 0;
        if (!IsRepeated)
            return;
        (Later, Lines) = (Lines[(asked + 1)..], Lines[..(asked + 1)]);
        OwnFrom = asked > 0 && Lines[asked - 1].Entry.Kind == TranscriptKind.Passages ? asked - 1 : asked;
    }

    /// <summary>The question is part of it already.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>What later turns have added: not for this one to read.</summary>
    public IReadOnlyList<PromptLine> Later { get; private set; } = [];

    /// <summary>Adds what was said since, what was found, and the question.</summary>
    public void Extend(RoomView view, IReadOnlyList<PassageContent> found)
    {
        var known = was.Entries.SelectMany(static entry => entry.Kind == TranscriptKind.Passages ? [] : entry.Ids).ToHashSet(StringComparer.Ordinal);
        var unread = view.Messages.Values.Where(said => said.Sequence < turn.Question.Sequence && !known.Contains(said.MessageId)).ToLookup(said => _pinned.Contains(said.MessageId));
        var fresh = unread[false].Where(said => said.Sequence > _from).OrderBy(static said => said.Sequence).ToList();
        var most = was.Entries.Count == 0 ? MostAtFirst : MostNew;
        if (was.Entries.Count > 0 && fresh.Count > most)
            Compactions.Add(new(CompactionReason.TooMuchSaid, fresh.Count - most, 0));
        if (was.Entries.Count == 0 || fresh.Count > most)
            _from = fresh.TakeLast(most).Select(static said => said.Sequence).FirstOrDefault(turn.Question.Sequence) - 1;
        Lines.AddRange(unread[true].Concat(fresh.TakeLast(most)).OrderBy(static said => said.Sequence).Select(_words.Said));
        OwnFrom = Lines.Count;
        Add(found);
        Lines.Add(_words.Said(turn.Question));
    }

    public Transcript ToTranscript(string cursor) => new()
    {
        Instructions = PromptLine.HashOf(_system),
        From = _from,
        NextNumber = _nextNumber,
        Cursor = cursor,
        Entries = [.. Lines.Concat(Later).Select(static line => line.Entry)],
    };

    /// <summary>A passage that has been read stays where it is.</summary>
    private void Add(IReadOnlyList<PassageContent> found)
    {
        var known = Lines.Where(static line => line.Entry.Kind == TranscriptKind.Passages).SelectMany(static line => line.Entry.Ids).ToHashSet(StringComparer.Ordinal);
        var fresh = found.Where(passage => !known.Contains(passage.PassageId)).ToList();
        if (fresh.Count == 0)
            return;
        var entry = new TranscriptEntry(TranscriptKind.Passages, [.. fresh.Select(static passage => passage.PassageId)]) { First = _nextNumber };
        Lines.Add(_words.Passages(entry, [.. fresh.Select((passage, index) => passage.Numbered(_nextNumber + index))]));
        _nextNumber += fresh.Count;
    }

    private PromptLine? Kept(
        TranscriptEntry entry, RoomView view, IReadOnlyDictionary<string, PassageContent> passages, IReadOnlySet<string>? changed)
    {
        switch (entry.Kind)
        {
            case TranscriptKind.Summary when changed is null || entry.Ids.Any(changed.Contains):
                Compactions.Add(new(CompactionReason.SummaryDropped, entry.Ids.Count, 0));
                return null;
            case TranscriptKind.Summary:
                return PromptWords.Summary(entry);
            case TranscriptKind.Passages:
                return KeptPassages(entry, passages);
        }
        if (!view.Messages.TryGetValue(entry.Ids[0], out var said))
        {
            Compactions.Add(new(CompactionReason.MessageGone, 1, 0));
            return null;
        }
        var line = _words.Said(said);
        if (line.Entry.Hash == entry.Hash)
            return line;
        Compactions.Add(new(CompactionReason.MessageEdited, 1, 0));
        // Asked anew: other passages may belong to it.
        return said.MessageId == turn.Question.MessageId ? null : line;
    }

    private PromptLine? KeptPassages(TranscriptEntry entry, IReadOnlyDictionary<string, PassageContent> passages)
    {
        var left = entry.Ids.Select((id, index) => (Id: id, Number: entry.First + index)).Where(one => passages.ContainsKey(one.Id)).ToList();
        var line = _words.Passages(entry, [.. left.Select(one => passages[one.Id].Numbered(one.Number))]);
        if (line.Entry.Hash != entry.Hash)
            Compactions.Add(new(CompactionReason.DocumentGone, 0, Math.Max(1, entry.Ids.Count - left.Count)));
        return left.Count > 0 ? line : null;
    }
}
