using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GroupChat.Gateway.Identities;

/// <summary>Random words and their hashes, as OAuth writes them: base64url without padding.</summary>
internal static class SignInSecrets
{
    /// <summary>Length of <see cref="Random"/> and of <see cref="HashOf"/>.</summary>
    public const int Length = 43;

    private const int Bytes = 32;
    private const int MostVerifier = 128;

    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string HashOf(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>What <see cref="Random"/> and <see cref="HashOf"/> look like.</summary>
    public static bool IsWord(string text) => text.Length == Length && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>A verifier by RFC 7636.</summary>
    public static bool IsVerifier(string text) =>
        text.Length is >= Length and <= MostVerifier && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~');

    /// <summary>Takes the same time wherever the first difference is.</summary>
    public static bool AreSame(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
