using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>Messages of the logs as they stand now, for the index and for what it does not have yet.</summary>
internal static class SearchSource
{
    private const string Select =
        $"""
        SELECT e.payload FROM events m {MessageRows.Content} WHERE m.room_key = ?1 AND m.message_seq = m.seq AND
        """;

    /// <summary>After a sequence, oldest first, until a limit is reached.</summary>
    public static List<Message> After(SqlSession session, IEventCodec codec, Backlog log, SearchBudget budget)
    {
        var messages = new List<Message>();
        session.Visit(
            Select + " m.seq > ?2 ORDER BY m.seq",
            row =>
            {
                messages.Add(codec.DecodeMessage(row.GetBlob(0))!);
                budget.Take(messages[^1]);
                return !budget.IsSpent;
            },
            log.Room,
            log.Indexed);
        return messages;
    }

    /// <summary>Between two sequences, neither included, newest first.</summary>
    public static List<Message> Between(SqlSession session, IEventCodec codec, Backlog tail, long before, int limit) => session.Query(
        Select + " m.seq > ?2 AND m.seq < ?3 ORDER BY m.seq DESC LIMIT ?4",
        row => codec.DecodeMessage(row.GetBlob(0))!,
        tail.Room,
        tail.Indexed,
        before,
        limit);

    public static SearchPlace PlaceOf(long room, Message message) =>
        new(message.CreateTime.ToUnixTimeMilliseconds(), room, message.Sequence);
}
