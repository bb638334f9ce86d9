namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Runs a batch in one transaction with one commit, and keeps one item's failure away from the others. An item that failed
/// without having written is simply left out; after any other failure the batch is run again with a savepoint around each item,
/// and if even that cannot be committed, each in a transaction of its own.
/// </summary>
internal sealed class WriteBatch(SqlSession session)
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
            session.Begin();
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
        catch (Exception)
        {
            // The second, careful run meets the same trouble and gives it to the items it belongs to.
            session.Rollback();
            return false;
        }
    }

    private bool TryRun(WriteItem item)
    {
        var before = session.Writes;
        try
        {
            item.Run(session);
            return true;
        }
        catch (Exception error) when (session.Writes == before && session.InTransaction)
        {
            item.Fail(error);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void RunWithSavepoints(List<WriteItem> items)
    {
        try
        {
            session.Begin();
            foreach (var item in items)
            {
                if (!item.IsAbandoned)
                    RunInSavepoint(item);
            }

            session.Commit();
        }
        catch (Exception) when (items.Count > 1)
        {
            session.Rollback();
            foreach (var item in items)
                RunWithSavepoints([item]);
        }
        catch (Exception error)
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
        catch (Exception error) when (session.InTransaction)
        {
            session.RollbackToSavepoint();
            item.Fail(error);
        }
    }
}
