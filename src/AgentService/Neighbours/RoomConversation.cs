using GroupChat.Agents.Grounding;
using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Turns;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Agents.Neighbours;

/// <summary>What is said in rooms, from ChatService, as the agent's membership allows.</summary>
internal sealed class RoomConversation(ChatService.ChatServiceClient chat) : IConversation
{
    private const int FirstPage = 100;
    private const int NextPages = 200;
    private const int EventPage = 500;
    private const int MostEventPages = 20;

    // Word for word, in every prompt.
    private const int MostPins = 20;
    private const int LongestPin = 2_000;

    public async Task<RoomView> ReadAsync(RoomReader reader, IReadOnlySet<string> wanted, CancellationToken cancellationToken)
    {
        var messages = new Dictionary<string, RoomMessage>(StringComparer.Ordinal);
        var (cursor, token, seen, missing) = ("", "", 0, wanted.ToHashSet(StringComparer.Ordinal));
        do
        {
            var request = new ListMessagesRequest { RoomId = reader.RoomId, PageSize = seen == 0 ? FirstPage : NextPages, PageToken = token };
            var page = await chat.ListMessagesAsync(request, reader.CallOptions(cancellationToken));
            cursor = seen == 0 ? page.Cursor : cursor;
            foreach (var message in page.Messages)
            {
                missing.Remove(message.MessageId);
                if (IsSaid(message) && message.ToRoomMessage() is { Text.Length: > 0 } said)
                    messages[said.MessageId] = said;
            }
            seen += page.Messages.Count;
            token = page.NextPageToken;
        }
        while (missing.Count > 0 && token.Length > 0 && seen < IConversation.MostMessages);
        return new(messages, cursor) { Pinned = await PinnedAsync(reader, messages, cancellationToken) };
    }

    /// <summary>The newest pins, which join the messages however old they are.</summary>
    private async Task<IReadOnlySet<string>> PinnedAsync(
        RoomReader reader, Dictionary<string, RoomMessage> messages, CancellationToken cancellationToken)
    {
        var request = new ListPinsRequest { RoomId = reader.RoomId, PageSize = MostPins };
        var pinned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pin in (await chat.ListPinsAsync(request, reader.CallOptions(cancellationToken))).Pins)
        {
            if (!IsSaid(pin.Message) || pin.Message.ToRoomMessage() is not { Text.Length: > 0 and <= LongestPin } said)
                continue;
            messages.TryAdd(said.MessageId, said);
            pinned.Add(said.MessageId);
        }
        return pinned;
    }

    public async Task<IReadOnlySet<string>?> ChangedAsync(RoomReader reader, string cursor, CancellationToken cancellationToken)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 0; page < MostEventPages; page++)
        {
            var request = new ListEventsRequest { RoomId = reader.RoomId, Cursor = cursor, PageSize = EventPage };
            var events = await chat.ListEventsAsync(request, reader.CallOptions(cancellationToken));
            foreach (var change in events.Events)
            {
                if (change.HistoryTrimmed is not null)
                    return null;
                if ((change.MessageEdited?.Message ?? change.MessageDeleted?.Message) is { } message)
                    changed.Add(message.MessageId);
            }
            if (events.Events.Count == 0)
                return changed;
            cursor = events.NextCursor;
        }
        return null;
    }

    /// <summary>What is still being written says nothing yet, and what was deleted nothing any more.</summary>
    private static bool IsSaid(Message message) =>
        message.MessageId.Length > 0 && message.Deletion is null && message.Answer is not { State: AnswerState.Generating };
}
