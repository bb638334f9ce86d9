using System.Security.Cryptography;

namespace GroupChat.Documents.Documents;

/// <summary>The bytes of one upload while they come in: on disk, not in memory, counted and hashed on the way.</summary>
internal sealed class UploadFile(string path) : IAsyncDisposable
{
    private readonly FileStream _file = new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
    });

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Length { get; private set; }

    public async Task AppendAsync(ReadOnlyMemory<byte> piece, long maxBytes, CancellationToken cancellationToken)
    {
        if (Length + piece.Length > maxBytes)
            throw DocumentErrors.DocumentTooLarge(maxBytes);
        await _file.WriteAsync(piece, cancellationToken);
        _hash.AppendData(piece.Span);
        Length += piece.Length;
    }

    /// <summary>All of it, with its hash in lower-case hexadecimal.</summary>
    public async Task<(byte[] Content, string Sha256)> ReadAsync(CancellationToken cancellationToken)
    {
        _file.Position = 0;
        var content = new byte[Length];
        await _file.ReadExactlyAsync(content, cancellationToken);
        return (content, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _file.DisposeAsync();
    }
}
