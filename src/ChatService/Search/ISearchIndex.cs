namespace GroupChat.Chat.Search;

/// <summary>
/// The index that search begins with. It follows the logs: what it does not have yet, or no longer as it is, is looked through
/// by every search, so it may be behind without being wrong. Several processes may work on one index: who comes second does
/// nothing, and throws <see cref="SearchConflict"/>.
/// </summary>
internal interface ISearchIndex
{
    /// <summary>Takes in messages, if at least so many events wait; how many it took.</summary>
    Task<int> AddAsync(int least, CancellationToken cancellationToken);

    /// <summary>
    /// Takes out or renews what was changed, deleted or trimmed, in one segment, when more than so many messages wait for it; false
    /// when there was nothing to do.
    /// </summary>
    Task<bool> RenewAsync(int most, CancellationToken cancellationToken);

    /// <summary>Joins small segments; false when there was nothing to do.</summary>
    Task<bool> MergeAsync(CancellationToken cancellationToken);
}
