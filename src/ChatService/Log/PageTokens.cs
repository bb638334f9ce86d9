using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GroupChat.Chat.Log;

/// <summary>Where a list goes on, as opaque text that fits only the list it came from: the scope names the method and its filter.</summary>
internal sealed class PageTokens(Seal seal)
{
    /// <summary>Longest position in bytes; room ids are the longest there are.</summary>
    private const int MaxLength = 128;

    public string Make(string scope, string position) => seal.Close(Scope(scope), Encoding.UTF8.GetBytes(position));

    /// <summary>The position in a token, or null for an empty token, which means the beginning.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">Not a token of this list.</exception>
    public string? Read(string scope, string token)
    {
        if (token.Length == 0)
            return null;
        Span<byte> content = stackalloc byte[MaxLength];
        var length = seal.Open(Scope(scope), token, content);
        return length >= 0 ? Encoding.UTF8.GetString(content[..length]) : throw ChatErrors.InvalidPageToken();
    }

    /// <summary>A position that is a sequence.</summary>
    public static string FromSequence(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    public static long? ToSequence(string? position) => position is null ? null : long.Parse(position, CultureInfo.InvariantCulture);

    // A filter may be longer than a seal's scope; its hash says as well which one it is.
    private static byte[] Scope(string scope)
    {
        var bytes = Encoding.UTF8.GetBytes("page " + scope);
        return bytes.Length <= Seal.MaxScope ? bytes : [.. "hash of page "u8, .. SHA256.HashData(bytes)];
    }
}
