using System.Security.Cryptography;
using System.Text;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace GroupChat.ServiceDefaults.Identity;

/// <summary>
/// The secret by which services know each other: <c>Services:Key</c>, or one made at start, which does for services in
/// one process. Between processes a certificate does as well: see <c>Tls:ClientAuthority</c>.
/// </summary>
public sealed class ServiceKey
{
    private const int MinLength = 16;
    private const int MaxLength = 128;

    /// <summary>Shown in place of a key: the connection's certificate says who calls. Shorter than any key.</summary>
    private const string ByCertificate = "certificate";

    private readonly byte[] _key;

    /// <summary>From the setting <c>Services:Key</c> when it is there.</summary>
    public ServiceKey(IConfiguration configuration)
    {
        var configured = configuration["Services:Key"];
        if (!string.IsNullOrEmpty(configured) && !IsUsable(configured))
            throw new StartupError("Services:Key", $"must have {MinLength} to {MaxLength} printable ASCII characters, and no space");
        var key = string.IsNullOrEmpty(configured) ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) : configured;
        Header = $"Service {key}";
        HeaderElsewhere = string.IsNullOrEmpty(configured) ? $"Service {ByCertificate}" : Header;
        _key = Encoding.UTF8.GetBytes(key);
    }

    /// <summary>Value of a service's <c>authorization</c> header.</summary>
    internal string Header { get; }

    /// <summary>The same for services in other processes, which cannot know a key that was made here.</summary>
    internal string HeaderElsewhere { get; }

    /// <summary>
    /// What is shown is the key, or says that a certificate proves who calls on a connection that has a proven one. It has to be said:
    /// a service that hands on a call of nobody in particular must not lend it its name.
    /// </summary>
    internal bool Proves(ReadOnlySpan<char> shown, HttpContext http) =>
        shown.SequenceEqual(ByCertificate) ? http.Connection.ClientCertificate is not null : Matches(shown);

    /// <summary>Takes the same time wherever the first difference is.</summary>
    internal bool Matches(ReadOnlySpan<char> shown)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        return Encoding.UTF8.TryGetBytes(shown, bytes, out var length) && CryptographicOperations.FixedTimeEquals(bytes[..length], _key);
    }

    private static bool IsUsable(string key) => key.Length is >= MinLength and <= MaxLength && key.All(c => c is > ' ' and <= '~');
}
