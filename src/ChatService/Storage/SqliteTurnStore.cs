using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Storage;

internal sealed class SqliteTurnStore(ChatDatabase chat, SqliteLog log) : ITurnStore
{
    public async Task<IReadOnlyList<Turn>> ListAsync(CancellationToken cancellationToken) =>
        await chat.Sqlite.ReadAsync(SqliteTurns.List, cancellationToken);

    public Task<bool> BeginRunAsync(TurnId turn, RunId run, int attempt, CancellationToken cancellationToken) =>
        chat.Sqlite.WriteAsync(session => SqliteTurns.BeginRun(session, turn, run, attempt), null, cancellationToken);

    public Task<Message?> CloseAsync(TurnId turn, RunId? onlyRun, AnswerOutcome outcome, CancellationToken cancellationToken) =>
        log.WriteAsync(transaction => Close(transaction, turn, onlyRun, outcome), cancellationToken);

    private static Message? Close(LogTransaction transaction, TurnId id, RunId? onlyRun, AnswerOutcome outcome)
    {
        if (SqliteTurns.Find(transaction.Session, id) is not { } turn || !SqliteTurns.Delete(transaction.Session, id, onlyRun))
            return null;
        var started = SqliteMessages.GetAt(transaction.Session, transaction.Codec, turn.Room.Key, turn.AnswerSequence);
        var finished = outcome.Close(started);
        var head = SqliteEvents.Head(transaction.Session, turn.Room);
        SqliteMessages.MoveContent(transaction.Session, turn.Room.Key, turn.AnswerSequence, head.Next);
        transaction.Append(head, new RoomChange.AnswerFinished(finished));
        return finished;
    }
}
