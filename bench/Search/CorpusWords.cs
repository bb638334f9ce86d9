using System.Text;

namespace GroupChat.Bench.Search;

/// <summary>Made-up words of one script, some of them used far more often than others, as in any language.</summary>
internal sealed class CorpusWords
{
    private const double Skew = 3; // the first tenth of the words makes up about half of the text

    private readonly string[] _words;

    /// <param name="random">Where they come from.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="syllables">What they are made of.</param>
    /// <param name="most">Syllables of the longest.</param>
    public CorpusWords(Random random, int count, IReadOnlyList<string> syllables, int most) =>
        _words = [.. Enumerable.Range(0, count).Select(_ => Word(random, syllables, most))];

    public string Next(Random random) => _words[(int)(_words.Length * Math.Pow(random.NextDouble(), Skew))];

    public string Sentence(Random random, int words, string space) =>
        string.Join(space, Enumerable.Range(0, words).Select(_ => Next(random)));

    /// <summary>The characters of a block, each a syllable.</summary>
    public static string[] Block(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(point => new Rune(point).ToString())];

    /// <summary>Every beginning with every end.</summary>
    public static string[] Pairs(string beginnings, string ends) =>
        [.. beginnings.Split(' ').SelectMany(_ => ends.Split(' '), static (beginning, end) => beginning + end)];

    private static string Word(Random random, IReadOnlyList<string> syllables, int most)
    {
        var word = new StringBuilder();
        for (var left = random.Next(1, most + 1); left > 0; left--)
            word.Append(syllables[random.Next(syllables.Count)]);
        return word.ToString();
    }
}
