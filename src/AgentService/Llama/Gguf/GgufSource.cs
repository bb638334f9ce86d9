using System.Buffers.Binary;
using System.Text;

namespace GroupChat.Agents.Llama.Gguf;

/// <summary>Numbers and texts of a header, little-endian, within its limits.</summary>
internal sealed class GgufSource(Stream stream)
{
    private readonly byte[] _buffer = new byte[8];
    private readonly long _end = Math.Min(stream.Length, GgufLimits.HeaderBytes);

    public long Length => stream.Length;

    public long Position => stream.Position;

    public ReadOnlySpan<byte> Bytes(int count)
    {
        var bytes = _buffer.AsSpan(0, count);
        stream.ReadExactly(bytes);
        return bytes;
    }

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public int Count(int most, string what)
    {
        var count = UInt64();
        return count <= (ulong)most ? (int)count : throw LlamaErrors.FileInvalid($"it has too many {what}");
    }

    public string Text(int mostBytes, string what)
    {
        var bytes = new byte[Fitting(Count(mostBytes, $"bytes in {what}"), 1)];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Passes over so many values, which have to be there.</summary>
    public void Skip(int count, int size) => stream.Seek((long)Fitting(count, size) * size, SeekOrigin.Current);

    /// <summary>The count again, when the file is long enough for so many values.</summary>
    public int Fitting(int count, int size) =>
        (long)count * size <= _end - stream.Position ? count : throw LlamaErrors.FileInvalid("it ends too early");
}
