namespace GroupChat.Agents.Llama;

/// <summary>A LoRA adapter: a small file that changes what a model does.</summary>
/// <param name="Path">A GGUF file.</param>
/// <param name="Scale">How much of it; 1 as it was trained.</param>
internal sealed record AdapterFile(string Path, float Scale)
{
    /// <summary>How requests call it.</summary>
    public string Name { get; init; } = System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Requests that choose none leave it out.</summary>
    public bool OnRequest { get; init; }
}
