using System.ComponentModel.DataAnnotations;

namespace GroupChat.Agents;

/// <summary>Settings under "Llm": the process in which local models run.</summary>
internal sealed class LlmOptions
{
    /// <summary>Folder of the libraries of llama.cpp. Default: llama/ beside the program.</summary>
    public string NativePath { get; set; } = "";

    /// <summary>Memory of the process without the files of its models, in bytes; it is replaced when it takes more. Default 0: no limit.</summary>
    [Range(0, long.MaxValue)]
    public long MemoryBytes { get; set; }

    /// <summary>How long a request waits for the process, also while it is started again, in seconds. Default 30.</summary>
    [Range(1, 600)]
    public int WaitSeconds { get; set; } = 30;
}
