namespace GroupChat.TestSupport.Llama;

/// <summary>The vocabulary of <see cref="TinyLlama"/>: every byte, every printable letter, pairs of letters, and the marks of ChatML.</summary>
public static class TinyVocabulary
{
    public const uint Begin = 1;
    public const uint End = 2;
    public const uint MessageEnd = 260;

    private const int Normal = 1, Unknown = 2, Control = 3, Byte = 6;
    private const string Common = "etaoinshrdlucmfwygpb";

    public static IReadOnlyList<(string Text, int Kind)> Make(int size)
    {
        List<(string Text, int Kind)> tokens = [("<unk>", Unknown), ("<s>", Control), ("</s>", Control)];
        tokens.AddRange(Enumerable.Range(0, 256).Select(static value => ($"<0x{value:X2}>", Byte)));
        tokens.AddRange([("<|im_start|>", Control), ("<|im_end|>", Control), ("\u2581", Normal)]);
        tokens.AddRange(Enumerable.Range('!', '~' - '!' + 1).Select(static letter => (((char)letter).ToString(), Normal)));
        var pairs = Common.SelectMany(static _ => Common, static (first, second) => $"{first}{second}").ToList();
        tokens.AddRange(pairs.Take(size - tokens.Count).Select(static pair => (pair, Normal)));
        for (var filler = 0; tokens.Count < size; filler++)
            tokens.Add(($"{pairs[filler % pairs.Count]}{pairs[filler / pairs.Count % pairs.Count]}{filler / pairs.Count / pairs.Count}", Normal));
        return tokens;
    }
}
