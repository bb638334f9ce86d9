using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace GroupChat.Agents.Llama.Native;

/// <summary>
/// The functions of libllama that are used, of the build pinned in eng/llama. Many of them end the process when they are misused:
/// only the classes around them may call them, and those check every argument first.
/// </summary>
internal static unsafe partial class LlamaApi
{
    public const string Library = "llama";

    [LibraryImport(Library, EntryPoint = "llama_version")]
    internal static partial byte* Version();

    [LibraryImport(Library, EntryPoint = "llama_backend_init")]
    internal static partial void BackendInit();

    [LibraryImport(Library, EntryPoint = "llama_log_set")]
    internal static partial void LogSet(delegate* unmanaged[Cdecl]<int, byte*, nint, void> log, nint state);

    [LibraryImport(Library, EntryPoint = "llama_model_default_params")]
    internal static partial ModelParams ModelDefaults();

    [LibraryImport(Library, EntryPoint = "llama_context_default_params")]
    internal static partial ContextParams ContextDefaults();

    [LibraryImport(Library, EntryPoint = "llama_model_load_from_file", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint LoadModel(string path, ModelParams parameters);

    [LibraryImport(Library, EntryPoint = "llama_model_free")]
    internal static partial void FreeModel(nint model);

    [LibraryImport(Library, EntryPoint = "llama_init_from_model")]
    internal static partial nint NewContext(nint model, ContextParams parameters);

    [LibraryImport(Library, EntryPoint = "llama_free")]
    internal static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "llama_model_get_vocab")]
    internal static partial nint Vocabulary(nint model);

    [LibraryImport(Library, EntryPoint = "llama_model_n_embd_out")]
    internal static partial int EmbeddingSize(nint model);

    [LibraryImport(Library, EntryPoint = "llama_model_n_ctx_train")]
    internal static partial int TrainedContext(nint model);

    [LibraryImport(Library, EntryPoint = "llama_model_n_params")]
    internal static partial ulong Parameters(nint model);

    [LibraryImport(Library, EntryPoint = "llama_model_size")]
    internal static partial ulong ModelBytes(nint model);

    [LibraryImport(Library, EntryPoint = "llama_model_desc")]
    internal static partial int Describe(nint model, byte* buffer, nuint size);

    [LibraryImport(Library, EntryPoint = "llama_model_chat_template")]
    internal static partial byte* Template(nint model, byte* name);

    [LibraryImport(Library, EntryPoint = "llama_model_is_recurrent")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool IsRecurrent(nint model);

    [LibraryImport(Library, EntryPoint = "llama_model_is_hybrid")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool IsHybrid(nint model);

    [LibraryImport(Library, EntryPoint = "llama_model_has_encoder")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool HasEncoder(nint model);

    [LibraryImport(Library, EntryPoint = "llama_chat_apply_template")]
    internal static partial int ApplyTemplate(
        byte* template, NativeMessage* messages, nuint count, [MarshalAs(UnmanagedType.U1)] bool openAnswer, byte* buffer, int size);
}
