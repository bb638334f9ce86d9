using GroupChat.Cli.Commands;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Rooms;
using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Scraper.V1;
using Grpc.Core;

namespace GroupChat.Cli.Documents;

/// <summary>Brings documents into rooms and lists them.</summary>
internal sealed class RoomDocuments(ServerLink link, ServerCalls calls, RoomAccess rooms)
{
    /// <summary>The server allows a page 20 s, and then has to index it.</summary>
    private static readonly TimeSpan ScrapeTimeout = TimeSpan.FromSeconds(90);

    /// <summary>10 MiB over a slow line, and indexing.</summary>
    private static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(10);

    private const int PageSize = 200;

    public Task<List<Document>> ListAsync(string roomId, CancellationToken cancellationToken) =>
        rooms.AsMemberAsync(
            roomId,
            () => Pages.AllAsync(
                token => calls.CallAsync(
                    options => link.Documents.ListDocumentsAsync(
                        new() { RoomId = roomId, PageSize = PageSize, PageToken = token }, options),
                    cancellationToken),
                page => (page.Documents, page.NextPageToken)),
            cancellationToken);

    /// <summary>Turns one page into a document.</summary>
    public async Task<Document> ScrapeAsync(string roomId, string key, string url, CancellationToken cancellationToken)
    {
        var request = new ScrapePageRequest { RoomId = roomId, RequestId = key, Url = url };
        var answer = await rooms.AsMemberAsync(
            roomId,
            () => calls.CallAsync(async options => await link.Scraper.ScrapePageAsync(request, options), ScrapeTimeout, cancellationToken),
            cancellationToken);
        return answer.Document;
    }

    /// <summary>Uploads one file.</summary>
    /// <param name="upload">The file and its room.</param>
    /// <param name="progress">Gets the number of bytes sent so far; less than before when the upload begins anew.</param>
    /// <param name="cancellationToken">Stops the upload; the server keeps nothing of it.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<Document> UploadAsync(FileUpload upload, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var answer = await rooms.AsMemberAsync(
            upload.RoomId,
            () => calls.CallAsync(options => SendAsync(upload, progress, options), UploadTimeout, cancellationToken),
            cancellationToken);
        return answer.Document;
    }

    private async Task<UploadDocumentResponse> SendAsync(FileUpload upload, IProgress<long> progress, CallOptions options)
    {
        using var call = link.Documents.UploadDocument(options);
        await upload.WriteToAsync(call.RequestStream, progress, options.CancellationToken);
        return await call.ResponseAsync;
    }
}
