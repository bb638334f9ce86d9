namespace GroupChat.Agents.Llama.Gguf;

/// <summary>How ggml stores numbers: in blocks of so many, each of so many bytes.</summary>
internal static class GgufEncodings
{
    private static readonly Dictionary<int, (int Numbers, int Bytes)> Blocks = new()
    {
        [0] = (1, 4),
        [1] = (1, 2),
        [2] = (32, 18),
        [3] = (32, 20),
        [6] = (32, 22),
        [7] = (32, 24),
        [8] = (32, 34),
        [9] = (32, 36),
        [10] = (256, 84),
        [11] = (256, 110),
        [12] = (256, 144),
        [13] = (256, 176),
        [14] = (256, 210),
        [15] = (256, 292),
        [16] = (256, 66),
        [17] = (256, 74),
        [18] = (256, 98),
        [19] = (256, 50),
        [20] = (32, 18),
        [21] = (256, 110),
        [22] = (256, 82),
        [23] = (256, 136),
        [24] = (1, 1),
        [25] = (1, 2),
        [26] = (1, 4),
        [27] = (1, 8),
        [28] = (1, 8),
        [29] = (256, 56),
        [30] = (1, 2),
        [34] = (256, 54),
        [35] = (256, 66),
        [39] = (32, 17),
    };

    /// <summary>Bytes of a table; null when the encoding is not known, rows are no whole blocks, or the size is beyond all bounds.</summary>
    public static long? BytesOf(int encoding, ReadOnlySpan<long> shape)
    {
        if (!Blocks.TryGetValue(encoding, out var block) || shape.Length == 0 || shape[0] % block.Numbers != 0)
            return null;
        Int128 numbers = 1;
        foreach (var size in shape)
        {
            numbers *= size;
            if (size <= 0 || numbers > long.MaxValue / 64)
                return null;
        }
        return (long)(numbers / block.Numbers * block.Bytes);
    }
}
