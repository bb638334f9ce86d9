using GroupChat.Documents.Detection;

namespace GroupChat.Documents.Scraping;

/// <summary>A page as it came over the wire, decompressed.</summary>
/// <param name="Url">Where it came from, after redirects.</param>
/// <param name="Format">By the server's content type.</param>
/// <param name="Charset">As the server declared it, or null.</param>
/// <param name="Body">The bytes.</param>
internal sealed record FetchedPage(Uri Url, DocumentFormat Format, string? Charset, byte[] Body);
