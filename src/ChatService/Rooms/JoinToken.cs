using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GroupChat.Chat.Rooms;

/// <summary>The secret of a join link: 160 random bits. Stored as a hash, so that a copy of the database opens no room.</summary>
internal static class JoinToken
{
    private const int Length = 20;
    private const int MaxText = 64;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <summary>What is stored and looked for; null for text that is no token.</summary>
    public static byte[]? Hash(string token) =>
        token.Length is > 0 and <= MaxText ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
}
