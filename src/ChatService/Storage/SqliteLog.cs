using GroupChat.Chat.Log;

namespace GroupChat.Chat.Storage;

/// <summary>
/// The writing side of the log: runs a change in the shared transaction of the database's one writer, and tells the listener of
/// the events once they are durable, in commit order.
/// </summary>
internal sealed class SqliteLog(ChatDatabase chat, IEventCodec codec, ICommitListener listener, TimeProvider time)
{
    /// <summary>The work may be run again after a rollback, so everything it decides is read in the same transaction.</summary>
    public async Task<T> WriteAsync<T>(Func<LogTransaction, T> work, CancellationToken cancellationToken)
    {
        var (result, _) = await chat.Sqlite.WriteAsync(
            session =>
            {
                var transaction = new LogTransaction(session, codec, time);
                return (Result: work(transaction), transaction.Appended);
            },
            written => Announce(written.Appended),
            cancellationToken);
        return result;
    }

    private void Announce(IReadOnlyList<AppendedEvent> appended)
    {
        if (appended.Count > 0)
            listener.Committed(appended);
    }
}
