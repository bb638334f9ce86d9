using System.Buffers.Binary;

namespace GroupChat.Agents.Llama.Gguf;

/// <summary>Reads the header of a GGUF file, versions 2 and 3. See github.com/ggml-org/ggml, docs/gguf.md.</summary>
internal sealed class GgufReader(Stream stream)
{
    private const uint Magic = 0x46554747;

    private readonly GgufSource _source = new(stream);
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GgufArray> _arrays = new(StringComparer.Ordinal);

    public GgufFile Read()
    {
        if (_source.UInt32() != Magic)
            throw LlamaErrors.FileInvalid("it is no GGUF file");
        if (_source.UInt32() is not (2 or 3))
            throw LlamaErrors.FileInvalid("it is of a version other than 2 and 3");
        var tensors = _source.Count(GgufLimits.Tensors, "tensors");
        var keys = _source.Count(GgufLimits.Keys, "keys");
        for (var i = 0; i < keys; i++)
            ReadKey();
        return new GgufFile(_values, _arrays, new GgufTensorReader(_source, Alignment()).Read(tensors));
    }

    private void ReadKey()
    {
        var key = _source.Text(GgufLimits.KeyBytes, "a key");
        if (key.Length == 0 || _values.ContainsKey(key) || _arrays.ContainsKey(key))
            throw LlamaErrors.FileInvalid("a key is empty or there twice");
        var type = TypeOf(_source.UInt32());
        if (type == GgufType.Array)
            _arrays.Add(key, ReadArray(key));
        else
            _values.Add(key, ReadValue(type));
    }

    private static GgufType TypeOf(uint number) =>
        number <= (uint)GgufType.Float64 ? (GgufType)number : throw LlamaErrors.FileInvalid("a value is of an unknown type");

    private object ReadValue(GgufType type) => type switch
    {
        GgufType.Text => _source.Text(GgufLimits.TextBytes, "a text"),
        GgufType.Bool => _source.Bytes(1)[0] switch
        {
            0 => false,
            1 => true,
            _ => throw LlamaErrors.FileInvalid("a truth value is neither true nor false"),
        },
        GgufType.Float32 => (double)BinaryPrimitives.ReadSingleLittleEndian(_source.Bytes(4)),
        GgufType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(_source.Bytes(8)),
        _ => ReadInteger(type),
    };

    private long ReadInteger(GgufType type) => type switch
    {
        GgufType.UInt8 => _source.Bytes(1)[0],
        GgufType.Int8 => (sbyte)_source.Bytes(1)[0],
        GgufType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(_source.Bytes(2)),
        GgufType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(_source.Bytes(2)),
        GgufType.UInt32 => _source.UInt32(),
        GgufType.Int32 => (int)_source.UInt32(),
        GgufType.UInt64 => _source.UInt64() is <= long.MaxValue and var value
            ? (long)value : throw LlamaErrors.FileInvalid("a number is too large"),
        _ => (long)_source.UInt64(),
    };

    private GgufArray ReadArray(string key)
    {
        var type = TypeOf(_source.UInt32());
        if (type == GgufType.Array)
            throw LlamaErrors.FileInvalid("a list holds lists");
        var length = _source.Count(GgufLimits.ArrayLength, "values in a list");
        if (type == GgufType.Text)
            return new GgufArray(type, length, ReadTexts(length, keep: key == GgufFile.TokensKey), []);
        if (key == GgufFile.TokenTypesKey && type is GgufType.Int32 or GgufType.UInt32)
            return new GgufArray(type, length, [], ReadNumbers(type, length));
        _source.Skip(length, SizeOf(type));
        return new GgufArray(type, length, [], []);
    }

    private List<string> ReadTexts(int length, bool keep)
    {
        List<string> texts = [];
        for (var i = _source.Fitting(length, 8); i > 0; i--)
        {
            if (keep)
                texts.Add(_source.Text(GgufLimits.TextBytes, "a token"));
            else
                _source.Skip(_source.Count(GgufLimits.TextBytes, "bytes in a text"), 1);
        }
        return texts;
    }

    private long[] ReadNumbers(GgufType type, int length)
    {
        var numbers = new long[_source.Fitting(length, 4)];
        for (var i = 0; i < length; i++)
            numbers[i] = ReadInteger(type);
        return numbers;
    }

    private static int SizeOf(GgufType type) => type switch
    {
        GgufType.UInt8 or GgufType.Int8 or GgufType.Bool => 1,
        GgufType.UInt16 or GgufType.Int16 => 2,
        GgufType.UInt32 or GgufType.Int32 or GgufType.Float32 => 4,
        _ => 8,
    };

    private int Alignment() => !_values.TryGetValue("general.alignment", out var value)
        ? 32
        : value is long and >= 8 and <= 65_536 and var bytes && long.IsPow2(bytes)
            ? (int)bytes : throw LlamaErrors.FileInvalid("its alignment is no power of two from 8 to 65,536");
}
