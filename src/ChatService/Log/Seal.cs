using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace GroupChat.Chat.Log;

/// <summary>
/// Makes tokens that clients carry and cannot change: base64url of the content and a truncated HMAC-SHA256 over a scope and the
/// content. A token opened under another scope is as wrong as a forged one.
/// </summary>
internal sealed class Seal(byte[] key)
{
    public const int KeyLength = 32;

    /// <summary>Longest scope in bytes.</summary>
    public const int MaxScope = byte.MaxValue;
    private const int MacLength = 10;
    private const int MaxContent = 128;
    private const int MaxToken = (MaxContent + MacLength) * 4 / 3 + 3;

    // Setting a key up costs several times what a MAC of a few dozen bytes does, and every event gets one.
    private readonly ConcurrentBag<IncrementalHash> _hmacs = [];

    /// <summary>A name for whoever shares the key; it says nothing about the key.</summary>
    public string Fingerprint => Close("fingerprint"u8, []);

    public string Close(ReadOnlySpan<byte> scope, ReadOnlySpan<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MaxContent);
        Span<byte> token = stackalloc byte[content.Length + MacLength];
        content.CopyTo(token);
        Mac(scope, content, token[content.Length..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The content's length, written to <paramref name="content"/>; -1 for a token that was not closed under this scope.</summary>
    public int Open(ReadOnlySpan<byte> scope, string token, Span<byte> content)
    {
        Span<byte> bytes = stackalloc byte[MaxContent + MacLength];
        if (token.Length > MaxToken
            || Base64Url.DecodeFromChars(token, bytes, out _, out var length) != OperationStatus.Done
            || length < MacLength
            || length - MacLength > content.Length)
            return -1;
        var sealedContent = bytes[..(length - MacLength)];
        Span<byte> mac = stackalloc byte[MacLength];
        Mac(scope, sealedContent, mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[sealedContent.Length..length]))
            return -1;
        sealedContent.CopyTo(content);
        return sealedContent.Length;
    }

    private void Mac(ReadOnlySpan<byte> scope, ReadOnlySpan<byte> content, Span<byte> mac)
    {
        // The scope's length keeps scope and content apart.
        var hmac = _hmacs.TryTake(out var ready) ? ready : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData([checked((byte)scope.Length)]);
        hmac.AppendData(scope);
        hmac.AppendData(content);
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(full);
        _hmacs.Add(hmac);
        full[..MacLength].CopyTo(mac);
    }
}
