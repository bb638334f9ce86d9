using System.Runtime.InteropServices;

namespace GroupChat.Agents.Llama.Native;

/// <summary>The functions of libggml and libggml-base that are used.</summary>
internal static unsafe partial class GgmlApi
{
    public const string Library = "ggml";
    public const string BaseLibrary = "ggml-base";

    [LibraryImport(Library, EntryPoint = "ggml_backend_load_all_from_path", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void LoadBackends(string folder);

    [LibraryImport(Library, EntryPoint = "ggml_backend_reg_count")]
    internal static partial nuint Backends();

    [LibraryImport(BaseLibrary, EntryPoint = "ggml_commit")]
    internal static partial byte* Commit();

    /// <summary>Of the library that is loaded.</summary>
    internal static string CommitText => Marshal.PtrToStringUTF8((nint)Commit()) ?? "";
}
