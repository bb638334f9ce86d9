using System.Runtime.InteropServices;

namespace GroupChat.Agents.Llama.Native;

internal static unsafe partial class LlamaApi
{
    [LibraryImport(Library, EntryPoint = "llama_vocab_type")]
    internal static partial int VocabularyType(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_n_tokens")]
    internal static partial int VocabularySize(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_is_eog")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool IsEnd(nint vocabulary, int token);

    [LibraryImport(Library, EntryPoint = "llama_vocab_is_control")]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool IsControl(nint vocabulary, int token);

    [LibraryImport(Library, EntryPoint = "llama_token_to_piece")]
    internal static partial int Piece(
        nint vocabulary, int token, byte* buffer, int size, int stripLeft, [MarshalAs(UnmanagedType.U1)] bool special);

    [LibraryImport(Library, EntryPoint = "llama_tokenize")]
    internal static partial int Tokenize(
        nint vocabulary,
        byte* text,
        int length,
        int* tokens,
        int size,
        [MarshalAs(UnmanagedType.U1)] bool addSpecial,
        [MarshalAs(UnmanagedType.U1)] bool parseSpecial);
}
