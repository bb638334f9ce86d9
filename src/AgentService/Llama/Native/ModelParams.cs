using System.Runtime.InteropServices;

namespace GroupChat.Agents.Llama.Native;

/// <summary>llama_model_params of the pinned build; only the fields that are set here have names. Checked by <see cref="AbiCheck"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct ModelParams
{
    public const int Size = 80;

    [FieldOffset(16)]
    public int GpuLayers;

    /// <summary>0 reads the file into memory, 1 maps it: a mapped file that is changed meanwhile ends the process.</summary>
    [FieldOffset(24)]
    public int LoadMode;

    [FieldOffset(48)]
    public delegate* unmanaged[Cdecl]<float, nint, byte> Progress;

    [FieldOffset(56)]
    public nint ProgressState;

    [FieldOffset(73)]
    public byte CheckTensors;
}
