using System.ComponentModel.DataAnnotations;
using GroupChat.Agents.Llama;

namespace GroupChat.Agents;

/// <summary>Settings under "Llm": the process in which local models run.</summary>
internal sealed class LlmOptions : IValidatableObject
{
    private const long LeastState = 64 << 20;

    /// <summary>Folder of the libraries of llama.cpp. Default: llama/ beside the program.</summary>
    public string NativePath { get; set; } = "";

    /// <summary>Memory of the process without the files of its models, in bytes; it is replaced when it takes more. Default 0: no limit.</summary>
    [Range(0, long.MaxValue)]
    public long MemoryBytes { get; set; }

    /// <summary>How long a request waits for the process, also while it is started again, in seconds. Default 30.</summary>
    [Range(1, 600)]
    public int WaitSeconds { get; set; } = 30;

    /// <summary>How long a model may be loaded, in seconds; then its process is ended. Default 600.</summary>
    [Range(1, 86_400)]
    public int LoadSeconds { get; set; } = 600;

    /// <summary>Where models may be downloaded from: hosts, ".example.com" for all below one, or "http://host:port". Default Hugging Face.</summary>
    public List<string> DownloadHosts { get; set; } = [];

    /// <summary>Largest file that is downloaded, in bytes. Default 64 GiB.</summary>
    [Range(1, long.MaxValue)]
    public long MaxModelBytes { get; set; } = 64L << 30;

    /// <summary>Disk for what was computed of prompts that the model's memory has no room for, in bytes. Default 0: nothing is kept.</summary>
    [Range(0, long.MaxValue)]
    public long StateBytes { get; set; }

    /// <summary>How long a part of a prompt that nobody asks for stays on the disk, in hours. Default 24.</summary>
    [Range(1, 8_760)]
    public int StateHours { get; set; } = 24;

    /// <summary>Shares of users in models that several want at once, by user id: above 0, at most 1,000. Default 1 for each.</summary>
    public Dictionary<string, double> Shares { get; set; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!DownloadHosts.TrueForAll(Models.Files.DownloadHosts.IsUsable))
            yield return new("must be names of hosts, or the beginnings of addresses such as http://host:8080", [nameof(DownloadHosts)]);
        if (StateBytes is > 0 and < LeastState)
            yield return new($"must be 0, or at least {LeastState}", [nameof(StateBytes)]);
        if (Shares.Values.Any(static share => share is not (> 0 and <= RequestCheck.MostWeight)))
            yield return new($"must be above 0 and at most {RequestCheck.MostWeight}", [nameof(Shares)]);
    }
}
