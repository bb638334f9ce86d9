using System.Runtime.InteropServices;

namespace GroupChat.Agents.Llama.Native;

internal static unsafe partial class LlamaApi
{
    [LibraryImport(Library, EntryPoint = "llama_n_ctx_seq")]
    internal static partial uint ContextTokens(nint context);

    [LibraryImport(Library, EntryPoint = "llama_n_batch")]
    internal static partial uint BatchTokens(nint context);

    [LibraryImport(Library, EntryPoint = "llama_n_seq_max")]
    internal static partial uint Sequences(nint context);

    [LibraryImport(Library, EntryPoint = "llama_decode")]
    internal static partial int Decode(nint context, NativeBatch batch);

    [LibraryImport(Library, EntryPoint = "llama_get_logits_ith")]
    internal static partial float* Logits(nint context, int index);

    [LibraryImport(Library, EntryPoint = "llama_get_embeddings_seq")]
    internal static partial float* SequenceEmbedding(nint context, int sequence);

    [LibraryImport(Library, EntryPoint = "llama_get_memory")]
    internal static partial nint Memory(nint context);

    [LibraryImport(Library, EntryPoint = "llama_memory_clear")]
    internal static partial void ClearMemory(nint memory, [MarshalAs(UnmanagedType.U1)] bool data);

    [LibraryImport(Library, EntryPoint = "llama_memory_seq_rm")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool RemoveSequence(nint memory, int sequence, int from, int to);

    [LibraryImport(Library, EntryPoint = "llama_memory_seq_cp")]
    internal static partial void CopySequence(nint memory, int source, int target, int from, int to);

    [LibraryImport(Library, EntryPoint = "llama_memory_seq_pos_max")]
    internal static partial int LastPosition(nint memory, int sequence);

    [LibraryImport(Library, EntryPoint = "llama_state_seq_get_size")]
    internal static partial nuint StateSize(nint context, int sequence);

    [LibraryImport(Library, EntryPoint = "llama_state_seq_get_data")]
    internal static partial nuint ReadState(nint context, byte* buffer, nuint size, int sequence);

    [LibraryImport(Library, EntryPoint = "llama_state_seq_set_data")]
    internal static partial nuint WriteState(nint context, byte* buffer, nuint size, int sequence);

    [LibraryImport(Library, EntryPoint = "llama_adapter_lora_init", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint LoadAdapter(nint model, string path);

    [LibraryImport(Library, EntryPoint = "llama_set_adapters_lora")]
    internal static partial int SetAdapters(nint context, nint* adapters, nuint count, float* scales);
}
