namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Runs a batch in one transaction with one commit, and keeps one item's failure away from the others. An item that failed
/// without having written is simply left out; after any other failure the batch is run again with a savepoint around each item,
/// and if even that cannot be committed, each in a transaction of its own. A lost connection is the caller's business.
/// </summary>
internal sealed class WriteBatch(SqlSession session, Action<SqlSession, IEnumerable<object>>? prepare = null)
{
    public void Run(List<WriteItem> items)
    {
        if (!TryTogether(items))
            RunWithSavepoints(items);
    }

    private bool TryTogether(List<WriteItem> items)
    {
        try
        {
            Begin(items);
            foreach (var item in items)
            {
                if (!item.IsAbandoned && !TryRun(item))
                {
                    session.Rollback();
                    return false;
                }
            }

            session.Commit();
            return true;
        }
        catch (Exception) when (!session.IsLost)
        {
            // The second, careful run meets the same trouble and gives it to the items it belongs to.
            session.Rollback();
            return false;
        }
    }

    private void Begin(List<WriteItem> items)
    {
        session.Begin();
        prepare?.Invoke(session, items.Where(item => !item.IsAbandoned && item.Hint is not null).Select(item => item.Hint!));
    }

    private bool TryRun(WriteItem item)
    {
        var before = session.Writes;
        try
        {
            item.Run(session);
            return true;
        }
        catch (Exception error) when (session.Writes == before && session.IsSound)
        {
            item.Fail(error);
            return true;
        }
        catch (Exception) when (!session.IsLost)
        {
            return false;
        }
    }

    private void RunWithSavepoints(List<WriteItem> items)
    {
        try
        {
            Begin(items);
            foreach (var item in items)
            {
                if (!item.IsAbandoned)
                    RunInSavepoint(item);
            }

            session.Commit();
        }
        catch (Exception) when (!session.IsLost && items.Count > 1)
        {
            session.Rollback();
            foreach (var item in items)
                RunWithSavepoints([item]);
        }
        catch (Exception error) when (!session.IsLost)
        {
            items[0].Fail(error);
            session.Rollback();
        }
    }

    private void RunInSavepoint(WriteItem item)
    {
        session.Savepoint();
        try
        {
            item.Run(session);
            session.ReleaseSavepoint();
        }
        catch (Exception error) when (!session.IsLost && session.InTransaction)
        {
            session.RollbackToSavepoint();
            item.Fail(error);
        }
    }
}
