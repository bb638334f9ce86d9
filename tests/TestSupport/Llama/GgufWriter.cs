using System.Text;

namespace GroupChat.TestSupport.Llama;

/// <summary>Writes GGUF files, version 3, of 32-bit floats, so that tests need no weights of others.</summary>
public sealed class GgufWriter : IDisposable
{
    private const int Alignment = 32;

    private readonly MemoryStream _keys = new();
    private readonly MemoryStream _infos = new();
    private readonly List<(long Bytes, Action<Span<float>> Fill)> _data = [];
    private long _offset;
    private int _keyCount;

    public GgufWriter Text(string key, string value) => Key(key, 8, writer => Put(writer, value));

    public GgufWriter Number(string key, uint value) => Key(key, 4, writer => writer.Write(value));

    public GgufWriter Real(string key, float value) => Key(key, 6, writer => writer.Write(value));

    public GgufWriter Flag(string key, bool value) => Key(key, 7, writer => writer.Write(value));

    public GgufWriter Texts(string key, IReadOnlyList<string> values) => List(key, 8, values, Put);

    public GgufWriter Reals(string key, IReadOnlyList<float> values) => List(key, 6, values, static (writer, value) => writer.Write(value));

    public GgufWriter Numbers(string key, IReadOnlyList<int> values) => List(key, 5, values, static (writer, value) => writer.Write(value));

    /// <summary>Adds a table; it is filled row by row when the file is written.</summary>
    public GgufWriter Tensor(string name, long[] shape, Action<Span<float>> fill)
    {
        using var writer = new BinaryWriter(_infos, Encoding.UTF8, leaveOpen: true);
        Put(writer, name);
        writer.Write(shape.Length);
        foreach (var size in shape)
            writer.Write(size);
        writer.Write(0);
        writer.Write(_offset);
        var bytes = shape.Aggregate(4L, static (product, size) => product * size);
        _data.Add((bytes, fill));
        _offset += Padded(bytes);
        return this;
    }

    public void Save(string path)
    {
        using var writer = new BinaryWriter(File.Create(path), Encoding.UTF8);
        writer.Write("GGUF"u8);
        writer.Write(3);
        writer.Write((long)_data.Count);
        writer.Write((long)_keyCount);
        writer.Write(_keys.ToArray());
        writer.Write(_infos.ToArray());
        Pad(writer);
        foreach (var (bytes, fill) in _data)
        {
            var numbers = new float[bytes / sizeof(float)];
            fill(numbers);
            writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()));
            Pad(writer);
        }
    }

    private GgufWriter List<T>(string key, int type, IReadOnlyList<T> values, Action<BinaryWriter, T> put) => Key(key, 9, writer =>
    {
        writer.Write(type);
        writer.Write((long)values.Count);
        foreach (var value in values)
            put(writer, value);
    });

    private GgufWriter Key(string key, int type, Action<BinaryWriter> put)
    {
        using var writer = new BinaryWriter(_keys, Encoding.UTF8, leaveOpen: true);
        Put(writer, key);
        writer.Write(type);
        put(writer);
        _keyCount++;
        return this;
    }

    private static void Put(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((long)bytes.Length);
        writer.Write(bytes);
    }

    private static void Pad(BinaryWriter writer)
    {
        writer.Flush();
        writer.Write(new byte[Padded(writer.BaseStream.Position) - writer.BaseStream.Position]);
    }

    private static long Padded(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    public void Dispose()
    {
        _keys.Dispose();
        _infos.Dispose();
    }
}
