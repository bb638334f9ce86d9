using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GroupChat.Agents.Llama.Native;

/// <summary>
/// Compares the library's structures with those of this binding before any of them is used: what the functions that return the
/// defaults write, and where. The version alone does not tell, and a wrong layout would corrupt memory in silence.
/// </summary>
internal static unsafe class AbiCheck
{
    public const string Version = "0.5.";
    public const string Commit = "0ad4a86";

    private const int Room = 512;

    /// <summary>What is wrong; null when the library is the one that this binding knows.</summary>
    public static string? Fault(nint llama)
    {
        var version = Marshal.PtrToStringUTF8((nint)LlamaApi.Version()) ?? "";
        if (!version.StartsWith(Version, StringComparison.Ordinal))
            return $"its version is {version}, and this server knows {Version}x";
        return Sizes(llama) ?? Values();
    }

    // A structure of more than 16 bytes is returned through a hidden pointer, on x64 the first argument: two fills tell the bytes
    // that are written. Elsewhere the pointer is in a register of its own, and only the values are looked at.
    private static string? Sizes(nint llama)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return null;
        var model = Written(NativeLibrary.GetExport(llama, "llama_model_default_params"));
        var context = Written(NativeLibrary.GetExport(llama, "llama_context_default_params"));
        return (model, context) == (78, ContextParams.Size) ? null : $"its structures have {model} and {context} bytes";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Written(nint function)
    {
        var call = (delegate* unmanaged[Cdecl]<byte*, void>)function;
        byte* first = stackalloc byte[Room], second = stackalloc byte[Room];
        new Span<byte>(first, Room).Fill(0xAA);
        new Span<byte>(second, Room).Fill(0x55);
        call(first);
        call(second);
        var last = 0;
        for (var i = 0; i < Room; i++)
            last = first[i] == second[i] ? i + 1 : last;
        return last;
    }

    private static string? Values()
    {
        var model = LlamaApi.ModelDefaults();
        var context = LlamaApi.ContextDefaults();
        var known = model is { GpuLayers: -1, LoadMode: -1, CheckTensors: 0 }
            && context is { ContextTokens: 512, BatchTokens: 2048, MicroBatchTokens: 512, Sequences: 1, Threads: 4, BatchThreads: 4 }
            && context is { Pooling: -1, Embeddings: 0, Unified: 0 };
        return known ? null : "its default settings are not those of the build that this server knows";
    }
}
