using GroupChat.Documents.Detection;
using GroupChat.Documents.Text;

namespace GroupChat.Documents.Documents;

/// <summary>
/// Takes uploads in: bytes go to a temporary file as they come, and become a document only when all are there and are what
/// was announced. Whatever ends an upload early leaves nothing behind.
/// </summary>
internal sealed class UploadIntake(
    IRoomAccess rooms, UploadFolder folder, DocumentIntake intake, DocumentOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Uploads read into memory at the same time; the others wait on disk.</summary>
    private const int MaxInMemory = 4;

    private readonly SemaphoreSlim _inMemory = new(MaxInMemory);

    public async Task<AddedDocument> ReceiveAsync(
        UserId user, UploadAnnouncement announced, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken)
    {
        announced.Validate(options.MaxUploadBytes);
        await rooms.RequireMemberAsync(announced.Room, user, cancellationToken);
        await using var file = folder.Create();
        await CollectAsync(file, pieces, cancellationToken);
        if (announced.SizeBytes > 0 && file.Length != announced.SizeBytes)
            throw DocumentErrors.UploadIncomplete("size");
        return await intake.AddAsync(await ReadAsync(user, announced, file, cancellationToken), cancellationToken);
    }

    public void Dispose() => _inMemory.Dispose();

    /// <summary>A client that stops sending without ending the stream does not hold its file for ever.</summary>
    private async Task CollectAsync(UploadFile file, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken)
    {
        using var stalled = new CancellationTokenSource(options.UploadIdleLimit, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stalled.Token);
        try
        {
            await foreach (var piece in pieces.WithCancellation(ended.Token))
            {
                await file.AppendAsync(piece, options.MaxUploadBytes, cancellationToken);
                stalled.CancelAfter(options.UploadIdleLimit);
            }
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw DocumentErrors.UploadStalled();
        }
    }

    private async Task<NewDocument> ReadAsync(
        UserId user, UploadAnnouncement announced, UploadFile file, CancellationToken cancellationToken)
    {
        await _inMemory.WaitAsync(cancellationToken);
        try
        {
            var (content, sha256) = await file.ReadAsync(cancellationToken);
            if (announced.Sha256.Length > 0 && announced.Sha256 != sha256)
                throw DocumentErrors.UploadIncomplete("content");
            var (format, text) = FormatDetector.Detect(content, announced.FileName, announced.MediaType);
            var title = StructuredText.Read(text, format).FirstHeading ?? announced.FileName;
            var info = new DocumentInfo(
                DocumentId.New(time), announced.Room, title, announced.FileName, MediaTypes.Of(format), content.Length, sha256, user, "",
                time.GetUtcNow());
            var request = RequestKey.Of(user, announced.RequestId, "upload", announced.Room.Value, announced.FileName, sha256);
            return new(info, text, request);
        }
        finally
        {
            _inMemory.Release();
        }
    }
}
