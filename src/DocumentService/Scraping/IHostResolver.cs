using System.Net;

namespace GroupChat.Documents.Scraping;

/// <summary>The network seam of the scraper: names to addresses.</summary>
internal interface IHostResolver
{
    /// <summary>All addresses of a name; none when it does not resolve.</summary>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
