using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GroupChat.Agents.Llama.Scheduling;

namespace GroupChat.Agents.Llama.State;

/// <summary>
/// Names of the blocks of a prompt. Each is made of the one before and of its tokens, the first one of the model, the room and the
/// adapters: the same name means the same tokens before it, in the same room, computed alike.
/// </summary>
internal static class BlockNames
{
    /// <summary>Adds the names that are wanted and not there yet: each needs only the one before it.</summary>
    /// <param name="names">Of the first blocks.</param>
    /// <param name="secret">Of this server.</param>
    /// <param name="model">Of the model's file and everything else that decides what is computed.</param>
    /// <param name="prefix">Who may share it.</param>
    /// <param name="tokens">The prompt.</param>
    /// <param name="size">Tokens of a block.</param>
    /// <param name="count">Blocks wanted; the prompt has so many.</param>
    public static void Extend(List<string> names, byte[] secret, byte[] model, PrefixKey prefix, List<int> tokens, int size, int count)
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes + (size * sizeof(int))];
        for (var block = names.Count; block < count; block++)
        {
            var link = block == 0 ? First(secret, model, prefix) : Convert.FromHexString(names[^1]);
            link.CopyTo(bytes, 0);
            Write(CollectionsMarshal.AsSpan(tokens).Slice(block * size, size), bytes.AsSpan(link.Length));
            names.Add(Convert.ToHexStringLower(HMACSHA256.HashData(secret, bytes)));
        }
    }

    private static byte[] First(byte[] secret, byte[] model, PrefixKey prefix)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        foreach (var part in (byte[][])[model, Encoding.UTF8.GetBytes(prefix.Room), Encoding.UTF8.GetBytes(prefix.Mix.Key)])
        {
            hash.AppendData(BitConverter.GetBytes(part.Length)); // so that no two lists of parts look alike
            hash.AppendData(part);
        }
        return hash.GetHashAndReset();
    }

    private static void Write(ReadOnlySpan<int> tokens, Span<byte> bytes)
    {
        for (var i = 0; i < tokens.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * sizeof(int))..], tokens[i]);
    }
}
