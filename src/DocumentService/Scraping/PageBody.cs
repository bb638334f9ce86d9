using System.Buffers;
using System.IO.Compression;

namespace GroupChat.Documents.Scraping;

/// <summary>
/// Reads a response body piece by piece, decompressing it, and stops at the first byte over the limit: neither a length
/// that lies, nor an endless body, nor a decompression bomb gets more memory than a page may have.
/// </summary>
internal static class PageBody
{
    private const int Piece = 32 * 1024;

    /// <summary>More than this many times its compressed size is no page; text compresses 3 to 20 times.</summary>
    private const int MaxRatio = 100;

    /// <summary>The ratio counts from here on: small bodies of one repeated character are harmless.</summary>
    private const int RatioFrom = 256 * 1024;

    /// <exception cref="ServiceDefaults.Errors.DomainError">PAGE_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
            throw ScraperErrors.PageTooLarge("size");
        await using var raw = new CountingStream(await content.ReadAsStreamAsync(cancellationToken));
        await using var plain = Decompress(raw, content.Headers.ContentEncoding);
        var body = new ArrayBufferWriter<byte>(Piece);
        while (await plain.ReadAsync(body.GetMemory(Piece), cancellationToken) is > 0 and var read)
        {
            body.Advance(read);
            if (body.WrittenCount > maxBytes)
                throw ScraperErrors.PageTooLarge("size");
            if (body.WrittenCount > RatioFrom && body.WrittenCount / MaxRatio > raw.Count)
                throw ScraperErrors.PageTooLarge("compression ratio");
        }
        return body.WrittenSpan.ToArray();
    }

    private static Stream Decompress(Stream raw, ICollection<string> encodings)
    {
        var encoding = encodings.Count > 1 ? "several content encodings" : encodings.FirstOrDefault("identity");
        return encoding.ToUpperInvariant() switch
        {
            "IDENTITY" => raw,
            "GZIP" or "X-GZIP" => new GZipStream(raw, CompressionMode.Decompress),
            "BR" => new BrotliStream(raw, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(raw, CompressionMode.Decompress),
            _ => throw DocumentErrors.UnsupportedMediaType($"text in {encoding}"),
        };
    }
}
