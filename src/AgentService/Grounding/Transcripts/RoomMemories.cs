using GroupChat.Agents.Storage;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>
/// The summaries that agents keep of a room, as far as they are true: one that was made of a message which was edited or deleted since
/// is forgotten here, and not shown to anybody.
/// </summary>
internal sealed partial class RoomMemories(SqlTranscriptStore store, IConversation conversation, ILogger<RoomMemories> logger)
{
    public async Task<IReadOnlyList<RoomMemory>> ListAsync(string roomId, CancellationToken cancellationToken)
    {
        var memories = new List<RoomMemory>();
        foreach (var kept in await store.ListSummarizedAsync(roomId, cancellationToken))
        {
            var changed = await ChangedAsync(kept, cancellationToken);
            var summaries = kept.Transcript.Entries.Where(static entry => entry.Kind == TranscriptKind.Summary).ToList();
            if (changed.IsKnown && summaries.TrueForAll(summary => changed.Messages is { } messages && !summary.Ids.Any(messages.Contains)))
                memories.AddRange(summaries.Select(summary => new RoomMemory(kept.Key.AgentId, kept.Key.ModelId, summary.Text, summary.Ids.Count, kept.UpdateTime)));
            else if (changed.IsKnown)
                await store.ForgetAsync(kept, cancellationToken);
        }
        return memories;
    }

    /// <summary>Not known where the agent cannot read the room at present: then its summary is neither shown nor lost.</summary>
    private async Task<(bool IsKnown, IReadOnlySet<string>? Messages)> ChangedAsync(KeptTranscript kept, CancellationToken cancellationToken)
    {
        try
        {
            var reader = new RoomReader(kept.Key.RoomId, kept.Key.AgentId, kept.Key.AgentId);
            return (true, await conversation.ChangedAsync(reader, kept.Transcript.Cursor, cancellationToken));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            NotChecked(error.GetType().Name);
            return (false, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Whether a summary still holds could not be looked up ({Error}); it is not shown")]
    private partial void NotChecked(string error);
}
