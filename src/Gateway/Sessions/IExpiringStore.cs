namespace GroupChat.Gateway.Sessions;

/// <summary>Holds rows that are worth nothing a while after their time.</summary>
internal interface IExpiringStore
{
    /// <summary>Removes some of those and says how many.</summary>
    /// <param name="now">The time.</param>
    /// <param name="most">As many at once; when so many went, there may be more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<int> RemoveExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);
}
