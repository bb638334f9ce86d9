using System.Security.Cryptography;
using System.Text;

namespace GroupChat.Documents.Documents;

/// <summary>An idempotency key: who used which request_id for what. Kept for ever, also when the document is deleted.</summary>
/// <param name="User">Whose key it is.</param>
/// <param name="RequestId">The key.</param>
/// <param name="Fingerprint">What was asked for: a repeat that asks for something else is refused.</param>
internal sealed record RequestKey(UserId User, string RequestId, string Fingerprint)
{
    /// <summary>Null when no request_id was given.</summary>
    public static RequestKey? Of(UserId user, string requestId, params ReadOnlySpan<string> asked) =>
        requestId.Length == 0 ? null : new(user, requestId, Hash(asked));

    private static string Hash(ReadOnlySpan<string> asked)
    {
        // The lengths keep "ab","c" and "a","bc" apart.
        var all = new StringBuilder();
        foreach (var part in asked)
            all.Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }
}
