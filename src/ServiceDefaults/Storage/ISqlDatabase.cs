namespace GroupChat.ServiceDefaults.Storage;

/// <summary>A database as services see it, whichever it is: writes that share commits, and reads that see one moment.</summary>
public interface ISqlDatabase : IDisposable
{
    /// <summary>Runs work in the next shared transaction. The task completes when it is durable.</summary>
    /// <param name="work">
    /// Runs on the writer thread and must touch nothing but its session: it is run again when another item spoiled the transaction.
    /// What it throws reaches this caller alone, and whatever it wrote before is undone.
    /// </param>
    /// <param name="committed">Called on the writer thread, in commit order, before the task completes: short, and never waiting.</param>
    /// <param name="cancellationToken">Heeded until the work begins. From then on the task tells what became of it.</param>
    Task<T> WriteAsync<T>(Func<SqlSession, T> work, Action<T>? committed = null, CancellationToken cancellationToken = default);

    /// <summary>The same, with a <paramref name="hint"/> for what was set by <see cref="PrepareBatches"/>.</summary>
    Task<T> WriteAsync<T>(Func<SqlSession, T> work, Action<T>? committed, object? hint, CancellationToken cancellationToken);

    /// <summary>
    /// Has something run at the beginning of each transaction, with the hints of its items: to lock rows in one order, and to read
    /// at once what each item would read by itself. Set once, before the first write; runs on the writer thread.
    /// </summary>
    void PrepareBatches(Action<SqlSession, IEnumerable<object>> prepare);

    /// <summary>Runs work inside one snapshot: it sees every write that was acknowledged before. Writing fails.</summary>
    Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives the disk space of deleted rows back, about a megabyte, between other writes. The answer says how many pages went: 0 when
    /// there is nothing more to give, and always where the server sees to it by itself (PostgreSQL's autovacuum).
    /// </summary>
    Task<int> GiveSpaceBackAsync(CancellationToken cancellationToken = default);
}
