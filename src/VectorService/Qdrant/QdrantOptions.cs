using System.ComponentModel.DataAnnotations;

namespace GroupChat.Vectors.Qdrant;

/// <summary>Settings under "Vectors:Qdrant": a Qdrant server in the place of vectors.db.</summary>
internal sealed class QdrantOptions : IValidatableObject
{
    /// <summary>Where its gRPC port is: http://host:6334 or https://host:6334. Default empty: points are kept in vectors.db.</summary>
    public string Address { get; set; } = "";

    /// <summary>Its API key or a token of it; never logged. Default none.</summary>
    [StringLength(8192)]
    public string ApiKey { get; set; } = "";

    /// <summary>Full path of a file with the API key, read at the start. Default none.</summary>
    public string ApiKeyFile { get; set; } = "";

    /// <summary>Whether the key may go over http:// to another machine, where whoever is between can read it. Default false.</summary>
    public bool AllowKeyWithoutTls { get; set; }

    /// <summary>Full path of a PEM file with the authorities that vouch for it. Default empty: those the machine trusts.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What its collections begin with, so that others may use the same server. Default "groupchat-".</summary>
    [RegularExpression("[A-Za-z0-9_-]{1,64}", ErrorMessage = "must be 1 to 64 letters, digits, hyphens and underscores")]
    public string Prefix { get; set; } = "groupchat-";

    /// <summary>Payload keys with an index, besides the tenant. Applies to collections as they are ensured. Default document_id.</summary>
    public List<string> IndexedKeys { get; } = [];

    /// <summary>Whether the server keeps a byte a dimension in memory beside the floats, and compares those first. Default true.</summary>
    public bool Quantized { get; set; } = true;

    /// <summary>Shards of a new collection. Default 0: the server's choice.</summary>
    [Range(0, 1_000)]
    public int Shards { get; set; }

    /// <summary>Copies of a new collection. Default 0: the server's choice.</summary>
    [Range(0, 100)]
    public int Replicas { get; set; }

    /// <summary>Longest wait for an answer, in seconds, further attempts included. Default 20.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>Further attempts when the server cannot be reached, of all calls but the one that deletes a collection. Default 3.</summary>
    [Range(0, 4)]
    public int Retries { get; set; } = 3;

    internal IReadOnlyList<string> Indexed => IndexedKeys.Count == 0 ? ["document_id"] : IndexedKeys;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address.Length > 0 && !IsUsable(Address))
            yield return new("must be an http:// or https:// address without user, path, query and fragment", [nameof(Address)]);
        else if (Address.Length > 0 && ApiKey.Length + ApiKeyFile.Length > 0 && !AllowKeyWithoutTls && !IsPrivate(new(Address)))
            yield return new("must be https:// where a key goes along, or AllowKeyWithoutTls must be true", [nameof(Address)]);
        if (ApiKey.Any(static letter => letter is <= ' ' or > '~'))
            yield return new("must be printable ASCII without spaces", [nameof(ApiKey)]);
        if (ApiKey.Length > 0 && ApiKeyFile.Length > 0)
            yield return new("must be empty when ApiKey is set", [nameof(ApiKeyFile)]);
        foreach (var (path, name) in new[] { (ApiKeyFile, nameof(ApiKeyFile)), (Authority, nameof(Authority)) })
        {
            if (path.Length > 0 && !Path.IsPathFullyQualified(path))
                yield return new("must be the full path of a file", [name]);
        }

        if (IndexedKeys.Any(static key => key.Length is 0 or > Points.PointRules.MaxKeyCharacters))
            yield return new("must be keys of payloads", [nameof(IndexedKeys)]);
    }

    private static bool IsPrivate(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;

    private static bool IsUsable(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" };
}
