using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GroupChat.Gateway.Sessions;

/// <summary>The SHA-256 of a token: as good as the token for knowing it again, and for nothing else.</summary>
internal readonly record struct TokenDigest(UInt128 First, UInt128 Second)
{
    public static TokenDigest Of(string token)
    {
        Span<UInt128> halves = stackalloc UInt128[2];
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), MemoryMarshal.AsBytes(halves));
        return new(halves[0], halves[1]);
    }
}
