namespace GroupChat.Agents.Models;

/// <summary>Settings under "Models:ID:Adapters:N".</summary>
internal sealed class AdapterOptions
{
    /// <summary>Full path of a GGUF file. Required.</summary>
    public string File { get; set; } = "";

    /// <summary>How much of it, for those who do not say. Default 1: as it was trained.</summary>
    public float Scale { get; set; } = 1;

    /// <summary>How agents call it: 1 to 64 letters, digits, dots, hyphens and underscores. Default: the file's name without its ending.</summary>
    public string Name { get; set; } = "";

    /// <summary>Only for agents that name it. Default false: for all that choose none.</summary>
    public bool OnRequest { get; set; }

    internal string CalledName => Name.Length > 0 ? Name : Path.GetFileNameWithoutExtension(File);
}
