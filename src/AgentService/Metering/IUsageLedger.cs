namespace GroupChat.Agents.Metering;

/// <summary>Where use is counted, outside of turns, whose ends say what they took.</summary>
internal interface IUsageLedger
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">QUOTA_EXCEEDED, or that it cannot be known: then nothing is used.</exception>
    Task RequireAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Counts for somebody, or for nobody; what cannot be counted now is counted later.</summary>
    Task RecordAsync(string userId, IReadOnlyList<ModelCost> costs);

    /// <summary>Counts for nobody, without that anybody waits for it.</summary>
    void Note(ModelCost cost);
}
