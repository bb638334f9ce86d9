using System.Runtime.InteropServices;
using GroupChat.Agents.Llama.Native;

namespace GroupChat.Agents.Llama;

/// <summary>The tokens of one step, of any sequences, in native memory that is used again for every step.</summary>
internal sealed unsafe class DecodeBatch : IDisposable
{
    private readonly int _sequences;
    private NativeBatch _batch;
    private int* _ids;

    /// <param name="capacity">Tokens of a step: at most what the context was made for.</param>
    /// <param name="sequences">Sequences of the context.</param>
    public DecodeBatch(int capacity, int sequences)
    {
        (Capacity, _sequences) = (capacity, sequences);
        var size = (nuint)capacity;
        _ids = (int*)NativeMemory.Alloc(size, sizeof(int));
        _batch.Tokens = (int*)NativeMemory.Alloc(size, sizeof(int));
        _batch.Positions = (int*)NativeMemory.Alloc(size, sizeof(int));
        _batch.SequenceCounts = (int*)NativeMemory.Alloc(size, sizeof(int));
        _batch.Sequences = (int**)NativeMemory.Alloc(size, (nuint)sizeof(int*));
        _batch.Outputs = (byte*)NativeMemory.Alloc(size);
        for (var i = 0; i < capacity; i++)
        {
            _batch.SequenceCounts[i] = 1;
            _batch.Sequences[i] = &_ids[i];
        }
    }

    public int Capacity { get; }

    public int Count => _batch.Count;

    public ref readonly NativeBatch Native => ref _batch;

    public void Clear() => _batch.Count = 0;

    /// <summary>Adds a token; returns its index in the batch, at which its output is found when there is one.</summary>
    public int Add(int token, int position, int sequence, bool output)
    {
        ObjectDisposedException.ThrowIf(_ids is null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_batch.Count, Capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sequence, (uint)_sequences);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        var index = _batch.Count++;
        (_batch.Tokens[index], _batch.Positions[index], _ids[index], _batch.Outputs[index]) = (token, position, sequence, output ? (byte)1 : (byte)0);
        return index;
    }

    public void Dispose()
    {
        if (_ids is null)
            return;
        NativeMemory.Free(_ids);
        NativeMemory.Free(_batch.Tokens);
        NativeMemory.Free(_batch.Positions);
        NativeMemory.Free(_batch.SequenceCounts);
        NativeMemory.Free(_batch.Sequences);
        NativeMemory.Free(_batch.Outputs);
        _ids = null;
        _batch = default;
    }
}
