using System.Collections.ObjectModel;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Grounding.Transcripts;

internal sealed partial class TranscriptDraft
{
    public List<ChatMessage> Messages => [_system, .. Lines.Select(static line => line.Message)];

    /// <summary>Without what was said before.</summary>
    public List<ChatMessage> OnlyTheTurn => [_system, .. Lines.Skip(OwnFrom).Select(static line => line.Message)];

    public List<ChatMessage> OnlyTheQuestion => [_system, Lines[^1].Message];

    /// <summary>Pinned messages, which a summary does not take the place of.</summary>
    public bool IsPinned(PromptLine line) => line.Said is { } said && _pinned.Contains(said.MessageId);

    /// <summary>Puts a summary in the place of the first lines that are not pinned.</summary>
    public void Replace(int lines, string text, string by)
    {
        var pinned = Lines.Take(lines).Where(line => IsPinned(line)).ToList();
        var old = Lines.Take(lines).Where(line => !IsPinned(line)).ToList();
        var ids = old.Where(static line => line.Entry.Kind != TranscriptKind.Passages).SelectMany(static line => line.Entry.Ids).ToList();
        var passages = old.Where(static line => line.Entry.Kind == TranscriptKind.Passages).Sum(static line => line.Entry.Ids.Count);
        Compactions.Add(new(CompactionReason.ContextFull, ids.Count, passages) { SummarizedBy = by });
        Lines.RemoveRange(0, lines);
        Lines.InsertRange(0, pinned);
        OwnFrom += pinned.Count - lines;
        if (text.Length == 0)
            return;
        Lines.Insert(0, PromptWords.Summary(new TranscriptEntry(TranscriptKind.Summary, ids) { Text = text }));
        OwnFrom++;
    }

    /// <summary>Takes the least fitting passage of this turn out; false when there is none.</summary>
    public bool DropPassage()
    {
        if (Lines.Count - OwnFrom < 2 || Lines[OwnFrom].Entry.Kind != TranscriptKind.Passages)
            return false;
        var line = Lines[OwnFrom];
        var left = line.Message.Contents.OfType<PassageContent>().SkipLast(1).ToList();
        Dropped.Add(line.Entry.Ids[^1]);
        if (left.Count == 0)
            Lines.RemoveAt(OwnFrom);
        else
            Lines[OwnFrom] = _words.Passages(line.Entry with { Ids = [.. line.Entry.Ids.SkipLast(1)] }, left);
        return true;
    }

    /// <summary>Passages of this turn for which there was no room.</summary>
    public List<string> Dropped { get; } = [];

    /// <summary>Takes everything before the question out, pinned messages as well.</summary>
    public void Forget()
    {
        _pinned = ReadOnlySet<string>.Empty;
        Replace(OwnFrom, "", "");
    }
}
