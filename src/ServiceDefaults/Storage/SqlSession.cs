using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// A connection of either database, lent to one piece of work at a time. SQL is written once, in what both databases understand.
/// Parameters are written <c>?1</c>, <c>?2</c>, … and passed in that order as null, text, whole numbers, bool, double or byte[]:
/// what a type looks like on disk is said by the caller (ids as text or bytes, times as whole numbers), never guessed here.
/// </summary>
public abstract class SqlSession : IDisposable
{
    private readonly HashSet<ITransactionPart> _parts = [];

    /// <summary>Grows with every write, so that two values tell whether something was written in between.</summary>
    internal abstract long Writes { get; }

    /// <summary>A transaction is open, even if a failure has left it fit for nothing but a rollback.</summary>
    internal abstract bool InTransaction { get; }

    /// <summary>A transaction is open and can go on.</summary>
    internal virtual bool IsSound => InTransaction;

    /// <summary>The connection is gone, and nobody can say what of the last commit.</summary>
    internal virtual bool IsLost => false;

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    public abstract int Execute(string sql, params ReadOnlySpan<object?> args);

    /// <summary>
    /// Runs a statement whose count nobody needs. PostgreSQL gets it together with the next query or with the commit, which
    /// saves a round trip for each; so a statement that fails may be heard of then only.
    /// </summary>
    public virtual void Send(string sql, params ReadOnlySpan<object?> args) => Execute(sql, args);

    /// <summary>
    /// Inserts a row. PostgreSQL gets it together with other rows of the same insert, before the next statement that is none.
    /// </summary>
    public virtual void Insert(RowInsert row, params ReadOnlySpan<object?> values) => Execute(row.Single, values);

    /// <summary>Every row, mapped.</summary>
    public List<T> Query<T>(string sql, Func<SqlRow, T> map, params ReadOnlySpan<object?> args)
    {
        var rows = new List<T>();
        Visit(
            sql,
            row =>
            {
                rows.Add(map(row));
                return true;
            },
            args);
        return rows;
    }

    /// <summary>Shows the rows one after the other until <paramref name="visit"/> has had enough and answers false.</summary>
    public void Visit(string sql, Func<SqlRow, bool> visit, params ReadOnlySpan<object?> args)
    {
        try
        {
            Read(sql, args, visit);
        }
        catch (DbException error)
        {
            Failed(error);
            throw;
        }
    }

    /// <summary>The first row, mapped, or <c>default</c> when there is none.</summary>
    public T? QuerySingle<T>(string sql, Func<SqlRow, T> map, params ReadOnlySpan<object?> args) =>
        TryQuerySingle(sql, map, out var value, args) ? value : default;

    /// <summary>The first row, mapped; false when there is none. For values whose default could be taken for a row.</summary>
    public bool TryQuerySingle<T>(
        string sql, Func<SqlRow, T> map, [MaybeNullWhen(false)] out T value, params ReadOnlySpan<object?> args)
    {
        var (found, first) = (false, default(T));
        Visit(
            sql,
            row =>
            {
                (found, first) = (true, map(row));
                return false;
            },
            args);
        value = first;
        return found;
    }

    /// <summary>Has the part hear of the end of the present transaction.</summary>
    public void Enlist(ITransactionPart part) => _parts.Add(part);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    internal abstract void Begin();

    internal void Commit()
    {
        Flush();
        CommitTransaction();
        _parts.Clear();
    }

    internal void Rollback()
    {
        Abandon();
        Forget();
        RollbackTransaction();
    }

    /// <summary>The connection is gone: whatever was written is taken for undone.</summary>
    internal void Abandon()
    {
        Undone();
        _parts.Clear();
    }

    internal void Savepoint() => Execute("SAVEPOINT item");

    internal void ReleaseSavepoint()
    {
        Flush();
        Execute("RELEASE SAVEPOINT item");
    }

    /// <summary>Undoes one piece of work. Parts cannot tell whose work they saw, so all of them forget.</summary>
    internal void RollbackToSavepoint()
    {
        Undone();
        Forget();
        Execute("ROLLBACK TO SAVEPOINT item");
    }

    /// <summary>Between two pieces of work: keeps what is prepared from growing without bound.</summary>
    internal abstract void Trim();

    /// <summary>Closes the connection.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Runs a statement and shows its rows until it is told that it is enough.</summary>
    protected abstract void Read(string sql, ReadOnlySpan<object?> args, Func<SqlRow, bool> visit);

    /// <summary>A statement failed, or the reading of its rows did.</summary>
    private protected virtual void Failed(Exception error)
    {
    }

    /// <summary>Drops statements that were not sent yet: what they belong to is being undone.</summary>
    private protected virtual void Forget()
    {
    }

    /// <summary>Ends the transaction well.</summary>
    private protected abstract void CommitTransaction();

    /// <summary>Undoes what is open, if anything is.</summary>
    private protected abstract void RollbackTransaction();

    private void Flush()
    {
        foreach (var part in _parts)
            part.Flush(this);
    }

    private void Undone()
    {
        foreach (var part in _parts)
            part.Undone();
    }
}
