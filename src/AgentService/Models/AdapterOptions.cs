namespace GroupChat.Agents.Models;

/// <summary>Settings under "Models:ID:Adapters:N".</summary>
internal sealed class AdapterOptions
{
    /// <summary>Full path of a GGUF file. Required.</summary>
    public string File { get; set; } = "";

    /// <summary>How much of it. Default 1: as it was trained.</summary>
    public float Scale { get; set; } = 1;
}
