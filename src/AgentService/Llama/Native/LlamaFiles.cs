namespace GroupChat.Agents.Llama.Native;

/// <summary>Where the libraries lie. Their version is part of their names, and each finds the others beside it.</summary>
internal sealed record LlamaFiles(string Folder, string Base, string Ggml, string Llama)
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">LLAMA_UNAVAILABLE, with the reason.</exception>
    public static LlamaFiles Find(string configured)
    {
        if (!OperatingSystem.IsLinux())
            throw LlamaErrors.LibraryUnavailable("the libraries are known on Linux only.");
        var folder = Path.GetFullPath(configured.Length > 0 ? configured : Path.Combine(AppContext.BaseDirectory, "llama"));
        if (!Directory.Exists(folder))
            throw LlamaErrors.LibraryUnavailable(configured.Length > 0
                ? $"Llm:NativePath names {folder}, which is no folder."
                : "this build came without the libraries of llama.cpp (npm was missing, or the platform is not known); Llm:NativePath names others.");
        return new LlamaFiles(folder, One(folder, "libggml-base.so"), One(folder, "libggml.*so"), One(folder, "libllama.*so"));
    }

    private static string One(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).LastOrDefault()
            ?? throw LlamaErrors.LibraryUnavailable($"{folder} holds no {pattern}.");
}
