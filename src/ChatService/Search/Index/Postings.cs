using System.Numerics;

namespace GroupChat.Chat.Search.Index;

/// <summary>
/// The numbers of the messages that have a gram, ascending: as the gaps between them, or, where they stand close, as a bit for
/// each message. One number in front says how many there are and which form it is.
/// </summary>
internal static class Postings
{
    /// <summary>Writes numbers that ascend.</summary>
    public static void Write(ByteWriter output, ReadOnlySpan<int> numbers)
    {
        // A gap takes a byte at least, a bit for each message an eighth.
        var bitmap = (numbers[^1] / 8) + 1;
        if (bitmap <= numbers.Length)
            WriteBits(output, numbers, bitmap);
        else
            WriteGaps(output, numbers);
    }

    /// <summary>Adds all numbers.</summary>
    public static void Read(ReadOnlySpan<byte> postings, List<int> numbers)
    {
        var reader = Open(postings, out var count, out var isBits);
        if (isBits)
        {
            ReadBits(reader.Rest, numbers);
            return;
        }

        for (var last = -1; count > 0; count--)
            numbers.Add(last += (int)reader.Number() + 1);
    }

    /// <summary>Keeps those of the ascending candidates that are in both.</summary>
    public static void Intersect(ReadOnlySpan<byte> postings, List<int> candidates)
    {
        var reader = Open(postings, out var count, out var isBits);
        if (isBits)
        {
            KeepBits(reader.Rest, candidates);
            return;
        }

        int kept = 0, at = 0;
        for (var last = -1; count > 0 && at < candidates.Count; count--)
        {
            last += (int)reader.Number() + 1;
            while (at < candidates.Count && candidates[at] < last)
                at++;
            if (at < candidates.Count && candidates[at] == last)
                candidates[kept++] = candidates[at++];
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    /// <summary>Marks all numbers.</summary>
    public static void Mark(ReadOnlySpan<byte> postings, bool[] marks)
    {
        var reader = Open(postings, out var count, out var isBits);
        if (isBits)
        {
            var bits = reader.Rest;
            for (var number = 0; number < Math.Min(marks.Length, bits.Length * 8); number++)
                marks[number] |= (bits[number / 8] & (1 << (number % 8))) != 0;
            return;
        }

        for (var last = -1; count > 0; count--)
            marks[last += (int)reader.Number() + 1] = true;
    }

    private static ByteReader Open(ReadOnlySpan<byte> postings, out int count, out bool isBits)
    {
        var reader = new ByteReader(postings);
        var head = reader.Number();
        (count, isBits) = ((int)(head >> 1), (head & 1) != 0);
        return reader;
    }

    private static void WriteGaps(ByteWriter output, ReadOnlySpan<int> numbers)
    {
        output.Number((long)numbers.Length << 1);
        var last = -1;
        foreach (var number in numbers)
        {
            output.Number(number - last - 1);
            last = number;
        }
    }

    private static void WriteBits(ByteWriter output, ReadOnlySpan<int> numbers, int bytes)
    {
        output.Number(((long)numbers.Length << 1) | 1);
        var bits = output.Next(bytes);
        foreach (var number in numbers)
            bits[number / 8] |= (byte)(1 << (number % 8));
    }

    private static void ReadBits(ReadOnlySpan<byte> bits, List<int> numbers)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            for (uint left = bits[i]; left != 0; left &= left - 1)
                numbers.Add((i * 8) + BitOperations.TrailingZeroCount(left));
        }
    }

    private static void KeepBits(ReadOnlySpan<byte> bits, List<int> candidates)
    {
        var kept = 0;
        for (var at = 0; at < candidates.Count; at++)
        {
            var candidate = candidates[at];
            if (candidate / 8 < bits.Length && (bits[candidate / 8] & (1 << (candidate % 8))) != 0)
                candidates[kept++] = candidate;
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }
}
