using System.Buffers.Binary;
using System.Text;

namespace GroupChat.Integration.Tests.Fuzz;

/// <summary>Spoils what is right, a little more often than not at one place only.</summary>
internal static class Mutator
{
    private static readonly string[] Syntax =
    [
        "{", "}", "[", "]", "\"", ":", ",", "null", "true", "-0", "1e999", "99999999999999999999", "\\u0000", "\\ud800", "{}", "[[[[[[[[", "\"\":", "$", "%", "%00",
        "%zz", "../", "//", "?", "&", "=", ";", "\u0000", "\r\n", "\n\n", "é", "😈", "@type",
    ];

    public static byte[] Spoil(Random dice, byte[] bytes)
    {
        var spoiled = bytes.ToList();
        for (var rounds = Rounds(dice); rounds > 0; rounds--)
            SpoilOnce(dice, spoiled);
        return [.. spoiled];
    }

    public static string Spoil(Random dice, string text)
    {
        var spoiled = new StringBuilder(text);
        for (var rounds = Rounds(dice); rounds > 0; rounds--)
        {
            var at = dice.Next(spoiled.Length + 1);
            var length = Math.Min(dice.Next(8), spoiled.Length - at);
            if (dice.Next(3) > 0)
                spoiled.Remove(at, length);
            if (dice.Next(3) > 0)
                spoiled.Insert(at, Syntax[dice.Next(Syntax.Length)]);
        }

        return spoiled.ToString();
    }

    /// <summary>The same bytes in pieces, cut anywhere.</summary>
    public static IEnumerable<byte[]> Pieces(Random dice, byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(1 + dice.Next(dice.Next(2) == 0 ? 5 : 2000), bytes.Length - at);
            yield return bytes[at..(at + length)];
            at += length;
        }
    }

    // One in four stays as it is: what is right has to work between all that is wrong.
    private static int Rounds(Random dice) => dice.Next(4) == 0 ? 0 : 1 + (dice.Next(3) * dice.Next(4));

    private static void SpoilOnce(Random dice, List<byte> bytes)
    {
        var at = dice.Next(bytes.Count + 1);
        switch (dice.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << dice.Next(8));
                break;
            case 1:
                bytes.InsertRange(at, Enumerable.Range(0, dice.Next(1, 9)).Select(_ => (byte)dice.Next(256)));
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(dice.Next(9), bytes.Count - at));
                break;
            case 3:
                bytes.InsertRange(at, bytes.Take(dice.Next(65)).ToList());
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5 when at + 4 <= bytes.Count:
                WriteNumber(dice, bytes, at);
                break;
            default:
                bytes.Insert(at, (byte)(dice.Next(2) * 255));
                break;
        }
    }

    private static void WriteNumber(Random dice, List<byte> bytes, int at)
    {
        int[] numbers = [0, 1, -1, int.MaxValue, int.MinValue, 4 * 1024 * 1024, (4 * 1024 * 1024) + 1, 127, 128, 65_535, 65_536];
        var written = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(written, numbers[dice.Next(numbers.Length)]);
        for (var index = 0; index < 4; index++)
            bytes[at + index] = written[index];
    }
}
