using System.Security.Cryptography;

namespace GroupChat.Agents.Llama.State;

/// <summary>
/// A block as it lies on the disk: a mark, its name, its bytes, and a seal over all of it. Only a file that this server wrote, under
/// this name and whole, is ever opened: the library trusts whatever it is given.
/// </summary>
internal static class BlockFile
{
    private const int SealBytes = HMACSHA256.HashSizeInBytes;
    private const int NameBytes = HMACSHA256.HashSizeInBytes;

    /// <summary>Bytes of a file beside those of its block.</summary>
    public const int Frame = 8 + NameBytes + SealBytes;

    private static ReadOnlySpan<byte> Mark => "GCKV\0\0\0\x01"u8;

    /// <param name="secret">Of this server.</param>
    /// <param name="name">64 hexadecimal digits.</param>
    /// <param name="content">As long as the file shall be; the block lies behind the head already.</param>
    public static void Seal(byte[] secret, string name, Span<byte> content)
    {
        Mark.CopyTo(content);
        Convert.FromHexString(name).CopyTo(content[Mark.Length..]);
        HMACSHA256.HashData(secret, content[..^SealBytes], content[^SealBytes..]);
    }

    /// <summary>Where the block lies in a file that is to be sealed, or was opened.</summary>
    public static Range Block(int length) => (Mark.Length + NameBytes)..(length - SealBytes);

    /// <summary>Whether it is what was sealed under this name.</summary>
    public static bool IsSealed(byte[] secret, string name, ReadOnlySpan<byte> content)
    {
        if (content.Length < Frame || !content.StartsWith(Mark) || !content.Slice(Mark.Length, NameBytes).SequenceEqual(Convert.FromHexString(name)))
            return false;
        Span<byte> seal = stackalloc byte[SealBytes];
        HMACSHA256.HashData(secret, content[..^SealBytes], seal);
        return CryptographicOperations.FixedTimeEquals(seal, content[^SealBytes..]);
    }
}
