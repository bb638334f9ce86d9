namespace GroupChat.Vectors.Admin;

/// <summary>Says what a collection takes.</summary>
internal interface ICollectionStatistics
{
    Task<CollectionStats> OfAsync(string id, CancellationToken cancellationToken);
}
