using System.Globalization;

namespace GroupChat.Bench.Search;

/// <summary>
/// What people of many countries say in a chat: more than half of it Latin, a good part Chinese, Japanese, Korean and Thai, some
/// Cyrillic, code, addresses and emoji. The same seed says the same things.
/// </summary>
internal sealed class Corpus(int seed)
{
    private static readonly Random Source = new(20_261_121);
    private static readonly CorpusWords Latin = new(Source, 30_000, CorpusWords.Pairs("b c d f g l m n p r s t v st tr ch pl", "a e i o u an er in on et"), 4);
    private static readonly CorpusWords Chinese = new(Source, 20_000, CorpusWords.Block(0x4E00, 0x5B00), 2);
    private static readonly CorpusWords Japanese = new(
        Source, 12_000, [.. CorpusWords.Block(0x3042, 0x3093), .. CorpusWords.Block(0x30A2, 0x30F3), .. CorpusWords.Block(0x6700, 0x6C00)], 4);
    private static readonly CorpusWords Korean = new(Source, 12_000, CorpusWords.Block(0xAC00, 0xB800), 3);
    private static readonly CorpusWords Thai = new(Source, 12_000, CorpusWords.Pairs("ก ข ค ง จ ช ด ต ท น บ ป พ ม ย ร ล ว ส ห อ", "า ิ ี ุ ู ัน าง ้า ่อ"), 3);
    private static readonly CorpusWords Cyrillic = new(Source, 12_000, CorpusWords.Pairs("б в г д ж з к л м н п р с т", "а е и о у ы я ов ен ст"), 4);
    private static readonly string[] Emoji = ["👍", "🎉", "😂", "❤️", "👩‍💻", "🔥", "🙏", "👍🏽", "🚀", "😅"];

    private readonly Random _random = new(seed);

    public string Next() => _random.Next(100) switch
    {
        < 55 => Latin.Sentence(_random, Length(9), " "),
        < 65 => Chinese.Sentence(_random, Length(9), ""),
        < 71 => Japanese.Sentence(_random, Length(7), ""),
        < 76 => Korean.Sentence(_random, Length(6), " "),
        < 81 => Thai.Sentence(_random, Length(9), ""),
        < 86 => Cyrillic.Sentence(_random, Length(8), " "),
        < 91 => Code(),
        < 95 => $"{Latin.Sentence(_random, Length(3), " ")} {Address()}",
        _ => $"{Latin.Sentence(_random, Length(4), " ")} {Emoji[_random.Next(Emoji.Length)]}{Emoji[_random.Next(Emoji.Length)]}",
    };

    // Most messages are short, a few are long.
    private int Length(int usual) => 1 + (int)(usual * -Math.Log(1 - _random.NextDouble()));

    private string Code() => string.Create(
        CultureInfo.InvariantCulture,
        $"if ({Latin.Next(_random)}_{Latin.Next(_random)} != {_random.Next(1000)}) {{ return {Latin.Next(_random)}.{Latin.Next(_random)}(\"{Latin.Next(_random)}\"); }}");

    private string Address() => string.Create(
        CultureInfo.InvariantCulture,
        $"https://{Latin.Next(_random)}.example/{Latin.Next(_random)}/{_random.Next(100_000)}?q={Latin.Next(_random)}&lang=en");
}
