using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Search;

/// <summary>Answers queries, over an index of our own or a server's.</summary>
internal interface IPointSearch
{
    Task<SearchAnswer> SearchAsync(PointAddress address, SearchQuery asked, CancellationToken cancellationToken);
}
