using GroupChat.Chat.Metering;

namespace GroupChat.Chat.Storage;

/// <summary>What people and rooms may use, where something else was set than the settings say.</summary>
internal interface IQuotaStore
{
    Task<Quota?> FindAsync(QuotaSubject subject, CancellationToken cancellationToken);

    /// <summary>People by their ids, then rooms by theirs.</summary>
    Task<IReadOnlyList<Quota>> ListAsync(QuotaSubject? after, int limit, CancellationToken cancellationToken);

    /// <summary>In place of the one before; one that says nothing is taken away.</summary>
    Task SaveAsync(Quota quota, CancellationToken cancellationToken);
}
