using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Admin;

/// <summary>Writes a snapshot from its beginning to its end.</summary>
internal sealed class SnapshotWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _record = new();
    private readonly BinaryWriter _writer;
    private long _points;

    /// <param name="path">A file that is not there yet.</param>
    /// <param name="collection">Whose points will come.</param>
    /// <param name="taken">When.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public SnapshotWriter(string path, CollectionDefinition collection, DateTimeOffset taken)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 20);
        _writer = new BinaryWriter(_record, Encoding.UTF8);
        Write(BitConverter.GetBytes(SnapshotFormat.Mark));
        Write(BitConverter.GetBytes(SnapshotFormat.Version));
        _writer.Write(taken.ToUnixTimeMilliseconds());
        _writer.Write(JsonSerializer.Serialize(collection));
        EndRecord();
    }

    public void Add(string tenant, StoredPoint point)
    {
        _writer.Write(tenant);
        _writer.Write(point.Id);
        _writer.Write(point.Text);
        _writer.Write(JsonSerializer.Serialize(point.Payload));
        _writer.Write(VectorBlob.Write(point.Vector));
        EndRecord();
        _points++;
    }

    /// <summary>Ends the file and has it on disk before it returns.</summary>
    public void Finish()
    {
        Write(BitConverter.GetBytes(SnapshotFormat.End));
        Write(BitConverter.GetBytes(_points));
        _file.Write(_hash.GetHashAndReset());
        _file.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        _hash.Dispose();
        _writer.Dispose();
        _file.Dispose();
    }

    private void EndRecord()
    {
        _writer.Flush();
        Write(BitConverter.GetBytes((int)_record.Length));
        Write(_record.GetBuffer().AsSpan(0, (int)_record.Length));
        _record.SetLength(0);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _file.Write(bytes);
    }
}
