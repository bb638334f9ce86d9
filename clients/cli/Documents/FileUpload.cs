using System.Security.Cryptography;
using Google.Protobuf;
using GroupChat.Cli.Connection;
using GroupChat.Contracts.Document.V1;
using Grpc.Core;

namespace GroupChat.Cli.Documents;

/// <summary>One file on its way into a room. Can be sent more than once: its key and its hash make that one document.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Path">The file.</param>
/// <param name="Key">Idempotency key.</param>
internal sealed record FileUpload(string RoomId, string Path, string Key)
{
    /// <summary>A quarter of what the contract allows in one frame, so that progress moves.</summary>
    private const int FrameBytes = 256 * 1024;

    public async Task WriteToAsync(
        IClientStreamWriter<UploadDocumentRequest> frames, IProgress<long> progress, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, FrameBytes, useAsync: true);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        file.Position = 0;
        var header = new UploadHeader
        {
            RoomId = RoomId,
            RequestId = Key,
            FileName = System.IO.Path.GetFileName(Path),
            SizeBytes = file.Length,
            Sha256 = hash,
        };
        var open = await TrySendAsync(() => frames.WriteAsync(new() { Header = header }, cancellationToken));
        for (var sent = 0L; open && sent < header.SizeBytes;)
        {
            progress.Report(sent);
            // A buffer for each frame: the frame keeps it.
            var buffer = new byte[FrameBytes];
            var read = await file.ReadAtLeastAsync(buffer, FrameBytes, throwOnEndOfStream: false, cancellationToken);
            if (read == 0)
                throw new IOException("the file became shorter while it was read");
            var data = new UploadData { Bytes = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read)) };
            open = await TrySendAsync(() => frames.WriteAsync(new() { Data = data }, cancellationToken));
            sent += read;
        }
        if (!open)
            return;
        progress.Report(file.Length);
        await TrySendAsync(frames.CompleteAsync);
    }

    /// <summary>False: the server has answered before the end, or the connection broke; the call's answer says which.</summary>
    private static async Task<bool> TrySendAsync(Func<Task> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (Exception ended) when (BrokenCall.Is(ended))
        {
            return false;
        }
    }
}
