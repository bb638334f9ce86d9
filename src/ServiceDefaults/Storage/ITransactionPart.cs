namespace GroupChat.ServiceDefaults.Storage;

/// <summary>Something beside a session that follows its transaction: holds writes back until the end, or remembers what it wrote.</summary>
public interface ITransactionPart
{
    /// <summary>The transaction, or a piece of work in it, is about to be kept: writes what was held back.</summary>
    void Flush(SqlSession session);

    /// <summary>What was written is undone, as far as this part can know: forgets it.</summary>
    void Undone();
}
