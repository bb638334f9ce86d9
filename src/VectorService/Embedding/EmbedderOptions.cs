using System.ComponentModel.DataAnnotations;
using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Embedding;

/// <summary>Settings under "Embedders:NAME".</summary>
internal sealed class EmbedderOptions : IValidatableObject
{
    /// <summary>Who makes the vectors. Required.</summary>
    [Required]
    public EmbedderProvider? Provider { get; set; }

    /// <summary>Base address of the server, such as https://api.openai.com/v1. Required for OpenAI.</summary>
    public string Address { get; set; } = "";

    /// <summary>The server's key; never logged. Default none.</summary>
    [StringLength(1024)]
    public string ApiKey { get; set; } = "";

    /// <summary>A file that holds the key, read at the start, in the place of ApiKey. Default none.</summary>
    public string ApiKeyFile { get; set; } = "";

    /// <summary>Name of the model at the server, or its id in AgentService. Default: the embedder's name.</summary>
    [StringLength(200)]
    public string Model { get; set; } = "";

    /// <summary>Numbers of each of its vectors. Required; another number is refused.</summary>
    [Range(1, VectorShape.MaxDimension)]
    public int Dimension { get; set; }

    /// <summary>Texts in one request at most. Default 64.</summary>
    [Range(1, 256)]
    public int BatchSize { get; set; } = 64;

    /// <summary>Time for one request, in seconds. Default 30.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Further attempts when the server fails. Default 2.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Vectors kept for texts that come again. Default 4096; 0 keeps none.</summary>
    [Range(0, 1_000_000)]
    public int CacheEntries { get; set; } = 4_096;

    /// <summary>What models of the e5 family want before a query: "query: ". Default none.</summary>
    [StringLength(500)]
    public string QueryPrefix { get; set; } = "";

    /// <summary>The same before a stored text: "passage: ". Default none.</summary>
    [StringLength(500)]
    public string DocumentPrefix { get; set; } = "";

    /// <summary>The address as it is used, with a slash at its end.</summary>
    internal Uri BaseAddress => new(Address.TrimEnd('/') + "/");

    /// <summary>The key, wherever it is.</summary>
    internal string Key => ApiKeyFile.Length > 0 ? File.ReadAllText(ApiKeyFile).Trim() : ApiKey;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == EmbedderProvider.OpenAI && !IsUsable(Address))
            yield return new("must be an http:// or https:// address without user, query and fragment", [nameof(Address)]);
        if (ApiKeyFile.Length > 0 && (ApiKey.Length > 0 || !IsReadable(ApiKeyFile)))
            yield return new("must be a file that can be read, without ApiKey", [nameof(ApiKeyFile)]);
        else if (Key.Any(static letter => letter is <= ' ' or > '~'))
            yield return new("must be printable ASCII without spaces", [ApiKeyFile.Length > 0 ? nameof(ApiKeyFile) : nameof(ApiKey)]);
    }

    private static bool IsUsable(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { UserInfo: "", Query: "", Fragment: "" };

    private static bool IsReadable(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim().Length is > 0 and <= 1_024;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
