using System.Runtime.CompilerServices;
using GroupChat.Contracts.Document.V1;
using Grpc.Core;

namespace GroupChat.Documents.Wire;

/// <summary>The order of an upload's frames: exactly one header, first, then data.</summary>
internal static class UploadFrames
{
    private const int MaxDataBytes = 1024 * 1024;

    /// <exception cref="ServiceDefaults.Errors.DomainError">INVALID_FRAME.</exception>
    public static async Task<UploadHeader> ReadHeaderAsync(
        this IAsyncStreamReader<UploadDocumentRequest> requests, CancellationToken cancellationToken)
    {
        var opened = await requests.MoveNext(cancellationToken);
        return opened && requests.Current.FrameCase == UploadDocumentRequest.FrameOneofCase.Header
            ? requests.Current.Header
            : throw DocumentErrors.InvalidFrame("The first frame must be the header.");
    }

    /// <summary>The bytes of the frames after the header.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">INVALID_FRAME.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadDataAsync(
        this IAsyncStreamReader<UploadDocumentRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await requests.MoveNext(cancellationToken))
        {
            if (requests.Current.FrameCase != UploadDocumentRequest.FrameOneofCase.Data)
                throw DocumentErrors.InvalidFrame("Only data frames may follow the header.");
            var bytes = requests.Current.Data.Bytes;
            if (bytes.Length is 0 or > MaxDataBytes)
                throw DocumentErrors.InvalidFrame($"A data frame has 1 to {MaxDataBytes} bytes.");
            yield return bytes.Memory;
        }
    }
}
