using System.Runtime.InteropServices;

namespace GroupChat.Agents.Llama.Native;

/// <summary>llama_context_params of the pinned build; only the fields that are set here have names. Checked by <see cref="AbiCheck"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct ContextParams
{
    public const int Size = 160;
    public const int PoolingMean = 1;

    [FieldOffset(0)]
    public uint ContextTokens;

    [FieldOffset(4)]
    public uint BatchTokens;

    [FieldOffset(8)]
    public uint MicroBatchTokens;

    [FieldOffset(12)]
    public uint Sequences;

    [FieldOffset(28)]
    public int Threads;

    [FieldOffset(32)]
    public int BatchThreads;

    [FieldOffset(44)]
    public int Pooling;

    [FieldOffset(128)]
    public byte Embeddings;

    /// <summary>One pool of cells for all sequences: a shared prefix is stored once.</summary>
    [FieldOffset(133)]
    public byte Unified;
}
