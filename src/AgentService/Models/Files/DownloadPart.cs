using System.Buffers;
using System.Security.Cryptography;

namespace GroupChat.Agents.Models.Files;

/// <summary>
/// The file of a download while it is not complete: what is here stays when the process ends, however it ends, and is hashed again
/// before more is added. It becomes the model's file in one step.
/// </summary>
internal sealed class DownloadPart : IAsyncDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly ModelFolder _folder;
    private readonly DownloadWish _wish;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _block = ArrayPool<byte>.Shared.Rent(BlockBytes);
    private readonly FileStream _file;

    private DownloadPart(ModelFolder folder, DownloadWish wish)
    {
        (_folder, _wish) = (folder, wish);
        Directory.CreateDirectory(folder.Path);
        var note = DownloadNote.Read(folder.NoteOf(wish.ModelId));
        var isSame = note?.Sha256 == wish.Sha256;
        (Tag, Total) = isSame ? (note!.Tag, note.Total) : ("", 0);
        _file = new FileStream(folder.PartOf(wish.ModelId), isSame ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Bytes that are here.</summary>
    public long Received => _file.Length;

    public long Total { get; private set; }

    public string Tag { get; private set; }

    public bool IsWhole => Total > 0 && Received == Total;

    /// <summary>What is here of the file that is wanted, hashed: nothing, when it is of another one.</summary>
    public static async Task<DownloadPart> OpenAsync(ModelFolder folder, DownloadWish wish, CancellationToken cancellationToken)
    {
        var part = new DownloadPart(folder, wish);
        try
        {
            for (int read; (read = await part._file.ReadAsync(part._block, cancellationToken)) > 0;)
                part._hash.AppendData(part._block, 0, read);
            return part;
        }
        catch
        {
            await part.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the server says of the file. When it begins at its start, what is here goes.</summary>
    public void Begin(long from, long total, string tag)
    {
        if (from == 0 && Received > 0)
        {
            _file.SetLength(0);
            _hash.GetHashAndReset();
        }
        (Total, Tag) = (total, tag);
        new DownloadNote(_wish.Sha256, tag, total).Save(_folder.NoteOf(_wish.ModelId));
    }

    /// <summary>For the next piece.</summary>
    public Memory<byte> Block => _block.AsMemory(0, BlockBytes);

    /// <summary>Adds what has been read into the block.</summary>
    public async ValueTask AddAsync(int count, CancellationToken cancellationToken)
    {
        await _file.WriteAsync(_block.AsMemory(0, count), cancellationToken);
        _hash.AppendData(_block, 0, count);
    }

    /// <summary>Hexadecimal; it is on the disk when this returns.</summary>
    public string Finish()
    {
        _file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public ValueTask DisposeAsync()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_block);
        return _file.DisposeAsync();
    }
}
