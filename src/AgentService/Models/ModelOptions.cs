using System.ComponentModel.DataAnnotations;

namespace GroupChat.Agents.Models;

/// <summary>Settings under "Models:ID".</summary>
internal sealed class ModelOptions : IValidatableObject
{
    public const int LeastContext = 256;

    /// <summary>How the model is spoken to. Required.</summary>
    [Required]
    public ModelProvider? Provider { get; set; }

    /// <summary>Base address of the server, such as https://api.openai.com/v1. Required for OpenAI; Ollama's default is http://localhost:11434.</summary>
    public string Address { get; set; } = "";

    /// <summary>The server's key; never logged. Default none.</summary>
    [StringLength(1024)]
    public string ApiKey { get; set; } = "";

    /// <summary>Name of the model at the server. Default: its id here.</summary>
    [StringLength(200)]
    public string Model { get; set; } = "";

    /// <summary>Whether it writes answers, only chooses what is quoted, or turns texts into vectors (Embed). Default Write.</summary>
    public ModelMode Mode { get; set; }

    /// <summary>Full path of a GGUF file. Required for Llama.</summary>
    public string File { get; set; } = "";

    /// <summary>LoRA adapters of a Llama model, in order. Default none.</summary>
    public List<AdapterOptions> Adapters { get; set; } = [];

    /// <summary>Requests that Llama works on at the same time. Default 4.</summary>
    [Range(1, 64)]
    public int Parallel { get; set; } = 4;

    /// <summary>Threads of Llama. Default 0: all processors but one.</summary>
    [Range(0, 256)]
    public int Threads { get; set; }

    /// <summary>Name to show. Default: the name at the server.</summary>
    [StringLength(100)]
    public string DisplayName { get; set; } = "";

    /// <summary>Longest prompt and answer together, in tokens; asked of a server that can be asked. Default 8192.</summary>
    [Range(LeastContext, 10_000_000)]
    public int ContextTokens { get; set; } = 8192;

    /// <summary>Longest answer, in tokens. Default 1024.</summary>
    [Range(1, 1_000_000)]
    public int MaxOutputTokens { get; set; } = 1024;

    /// <summary>Time without a word of the server, in seconds, also before the first. Default 60.</summary>
    [Range(1, 3600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Further attempts when the server fails before its first word. Default 2.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Id of the model that answers when this one fails before its first word. Default none.</summary>
    public string Fallback { get; set; } = "";

    /// <summary>How long the same answer is given to the very same prompt, in seconds. Default 0: never.</summary>
    [Range(0, 86_400)]
    public int CacheSeconds { get; set; }

    /// <summary>The address as it is used, with a slash at its end.</summary>
    internal Uri BaseAddress => new((Address.Length > 0 ? Address : OllamaAddress).TrimEnd('/') + "/");

    private const string OllamaAddress = "http://localhost:11434";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address.Length == 0 && Provider == ModelProvider.OpenAI)
            yield return new("is required", [nameof(Address)]);
        else if (Address.Length > 0 && !IsUsable(Address))
            yield return new("must be an http:// or https:// address without user, query and fragment", [nameof(Address)]);
        if (Provider == ModelProvider.Llama && !Path.IsPathFullyQualified(File))
            yield return new("must be the full path of a GGUF file", [nameof(File)]);
        if (Adapters.Exists(static adapter => !Path.IsPathFullyQualified(adapter.File) || !float.IsFinite(adapter.Scale)))
            yield return new("must have the full path of a GGUF file as File, and a number as Scale", [nameof(Adapters)]);
        if (Adapters.Exists(static adapter => !AdapterNames.IsName(adapter.CalledName)) || Adapters.DistinctBy(static adapter => adapter.CalledName).Count() < Adapters.Count)
            yield return new("must have different names, each of 1 to 64 letters, digits, dots, hyphens and underscores", [nameof(Adapters)]);
        if (Adapters.Count > 0 && Provider != ModelProvider.Llama)
            yield return new("are for Llama only", [nameof(Adapters)]);
        if (ApiKey.Any(static letter => letter is <= ' ' or > '~'))
            yield return new("must be printable ASCII without spaces", [nameof(ApiKey)]);
        if (Mode != ModelMode.Embed && MaxOutputTokens >= ContextTokens)
            yield return new($"must be less than {nameof(ContextTokens)}", [nameof(MaxOutputTokens)]);
    }

    private static bool IsUsable(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { UserInfo: "", Query: "", Fragment: "" };
}
