using System.Security.Cryptography;

namespace GroupChat.Gateway.Keys;

/// <summary>
/// What the holder of a key shows: <c>gck_</c>, the key's id, an underscore and 256 random bits, in hexadecimal. The bits cannot be
/// guessed, so one round of a fast hash keeps them; the beginning lets people and scanners of leaks tell what they have found.
/// </summary>
internal static class ApiKeySecret
{
    public const string Prefix = "gck_";
    private const int IdLength = 32;
    private const int RandomBytes = 32;
    private const int Length = 4 + IdLength + 1 + (2 * RandomBytes);

    public static (string Secret, byte[] Hash) Make(string keyId)
    {
        var random = RandomNumberGenerator.GetBytes(RandomBytes);
        return ($"{Prefix}{keyId}_{Convert.ToHexStringLower(random)}", SHA256.HashData(random));
    }

    /// <summary>False for what cannot be a key, whatever is stored.</summary>
    public static bool TryRead(string shown, out string keyId, out byte[] hash)
    {
        (keyId, hash) = ("", []);
        if (shown.Length != Length || !shown.StartsWith(Prefix, StringComparison.Ordinal) || shown[Prefix.Length + IdLength] != '_')
            return false;
        Span<byte> random = stackalloc byte[RandomBytes];
        if (Convert.FromHexString(shown.AsSpan(Prefix.Length + IdLength + 1), random, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        (keyId, hash) = (shown.Substring(Prefix.Length, IdLength), SHA256.HashData(random));
        return true;
    }

    /// <summary>Takes the same time wherever the first difference is.</summary>
    public static bool Matches(ApiKeyRecord key, byte[] hash) => CryptographicOperations.FixedTimeEquals(key.SecretHash, hash);
}
