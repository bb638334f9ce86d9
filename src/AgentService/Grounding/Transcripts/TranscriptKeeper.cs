using GroupChat.Agents.Models;
using GroupChat.Agents.Storage;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>
/// Makes prompts that grow: what an agent reads for a turn begins with what it read for the turn before, to the byte, so that a model
/// finds it in its cache. The list of what belongs to it is durable; words are read anew each time. Turns at the same time, also in
/// several processes, take their places one after the other.
/// </summary>
internal sealed class TranscriptKeeper(
    SqlTranscriptStore store, IConversation conversation, IPassageReader passages, ContextFitter fitter, TimeProvider time)
{
    private const int Attempts = 8;

    /// <exception cref="TurnFailure">QUESTION_TOO_LONG.</exception>
    public async Task<GroundedPrompt> ExtendAsync(
        Turn turn, Model model, IReadOnlyList<PassageContent> found, CancellationToken cancellationToken)
    {
        var key = new TranscriptKey(turn.RoomId, turn.Agent.AgentId, model.ModelId);
        for (var attempt = 1; ; attempt++)
        {
            var (was, revision) = await store.FindAsync(key, cancellationToken);
            var (draft, cursor) = await DraftAsync(turn, was, found, cancellationToken);
            var size = await fitter.FitAsync(draft, turn, model, cancellationToken);
            if (await store.SaveAsync(key, draft.ToTranscript(cursor), revision, time.GetUtcNow(), cancellationToken) || attempt == Attempts)
                return PromptOf(draft, turn, size);
        }
    }

    private async Task<(TranscriptDraft Draft, string Cursor)> DraftAsync(
        Turn turn, Transcript was, IReadOnlyList<PassageContent> found, CancellationToken cancellationToken)
    {
        var view = await conversation.ReadAsync(turn.Reader, IdsOf(was, TranscriptKind.Said).ToHashSet(StringComparer.Ordinal), cancellationToken);
        var draft = new TranscriptDraft(turn, was);
        draft.Keep(view, await PassagesAsync(turn, was, cancellationToken), await ChangedAsync(turn, was, cancellationToken));
        if (!draft.IsRepeated)
            draft.Extend(view, found);
        return (draft, view.Cursor);
    }

    private async Task<IReadOnlyDictionary<string, PassageContent>> PassagesAsync(Turn turn, Transcript was, CancellationToken cancellationToken)
    {
        var ids = IdsOf(was, TranscriptKind.Passages).ToList();
        var read = ids.Count == 0 ? [] : await passages.ReadAsync(turn.Reader, ids, cancellationToken);
        return read.DistinctBy(static passage => passage.PassageId).ToDictionary(static passage => passage.PassageId, StringComparer.Ordinal);
    }

    /// <summary>What a summary was made of has to stand as it was; everything else is read anew.</summary>
    private async Task<IReadOnlySet<string>?> ChangedAsync(Turn turn, Transcript was, CancellationToken cancellationToken) =>
        was.Entries.Any(static entry => entry.Kind == TranscriptKind.Summary)
            ? await conversation.ChangedAsync(turn.Reader, was.Cursor, cancellationToken)
            : new HashSet<string>();

    private static IEnumerable<string> IdsOf(Transcript transcript, TranscriptKind kind) =>
        transcript.Entries.Where(entry => entry.Kind == kind).SelectMany(static entry => entry.Ids);

    private static GroundedPrompt PromptOf(TranscriptDraft draft, Turn turn, PromptSize size)
    {
        var summary = draft.Lines.Find(static line => line.Entry.Kind == TranscriptKind.Summary);
        var said = draft.Lines.SkipLast(1).Select(static line => line.Said).OfType<RoomMessage>().ToList();
        // A summary may be made of what agents said.
        IEnumerable<RoomMessage> before = summary is null ? [] : [new RoomMessage("", "", summary.Entry.Text) { IsAgent = true }];
        return new(draft.Messages, turn with { Recent = [.. before, .. said] }, size)
        {
            Compactions = draft.Compactions,
            ReadNow = [.. draft.Lines.Skip(draft.OwnFrom).Where(static line => line.Entry.Kind == TranscriptKind.Passages).SelectMany(static line => line.Entry.Ids)],
            Dropped = draft.Dropped,
            SaidCount = said.Count,
            HasSummary = summary is not null,
        };
    }
}
