namespace GroupChat.Agents.Llama.Gguf;

/// <summary>
/// How byte-level BPE vocabularies write a byte: printable ones as they are, the others as letters from U+0100 on, in their order.
/// </summary>
internal static class ByteLetters
{
    private static readonly string[] Letters = Make();

    public static string Of(byte value) => Letters[value];

    private static string[] Make()
    {
        var letters = new string[256];
        var next = 256;
        for (var value = 0; value < letters.Length; value++)
        {
            var printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            letters[value] = ((char)(printable ? value : next++)).ToString();
        }
        return letters;
    }
}
