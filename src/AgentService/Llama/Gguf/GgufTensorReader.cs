namespace GroupChat.Agents.Llama.Gguf;

/// <summary>Reads where the tables of weights are, and that they are there: one after the other, whole, inside of the file.</summary>
internal sealed class GgufTensorReader(GgufSource source, int alignment)
{
    private const int MostDimensions = 4;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _next;

    public List<GgufTensor> Read(int count)
    {
        List<GgufTensor> tensors = [];
        for (var i = source.Fitting(count, 24); i > 0; i--)
            tensors.Add(ReadOne());
        var data = (source.Position + alignment - 1) / alignment * alignment;
        if (tensors is [.., var last] && last.Offset + last.Bytes > source.Length - data)
            throw LlamaErrors.FileInvalid("it ends before its weights do");
        return tensors;
    }

    private GgufTensor ReadOne()
    {
        var name = source.Text(GgufLimits.TensorNameBytes, "the name of a tensor");
        if (name.Length == 0 || !_names.Add(name))
            throw LlamaErrors.FileInvalid("a tensor has no name or that of another");
        var shape = ReadShape();
        var encoding = (int)Math.Min(source.UInt32(), int.MaxValue);
        var bytes = GgufEncodings.BytesOf(encoding, shape)
            ?? throw LlamaErrors.FileInvalid("a tensor has an impossible size or an unknown encoding");
        var offset = source.UInt64();
        if (offset != (ulong)_next)
            throw LlamaErrors.FileInvalid("a tensor is not where the one before ends");
        _next = (_next + bytes + alignment - 1) / alignment * alignment;
        return (long)offset <= source.Length - bytes ? new GgufTensor(name, shape, encoding, (long)offset, bytes)
            : throw LlamaErrors.FileInvalid("it ends before its weights do");
    }

    private long[] ReadShape()
    {
        var dimensions = source.UInt32();
        if (dimensions is 0 or > MostDimensions)
            throw LlamaErrors.FileInvalid($"a tensor has not one to {MostDimensions} dimensions");
        var shape = new long[dimensions];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = (long)Math.Min(source.UInt64(), long.MaxValue);
        return shape;
    }
}
