using System.Text.RegularExpressions;

namespace GroupChat.Agents.Extractive;

/// <summary>
/// Everything in a passage that can be quoted. A sentence that ends in a colon is also offered together with the code or
/// the list it announces, because alone it promises an answer and does not give it; neighbours are offered as a pair.
/// </summary>
internal static partial class SentenceReader
{
    private const int LongestIntroduced = 700;
    private const int LongestPair = 320;

    public static List<Sentence> Read(string text)
    {
        var sentences = new List<Sentence>();
        var (heading, asked) = ("", "");
        var blocks = MarkdownReader.Read(text);
        for (var number = 0; number < blocks.Count; number++)
        {
            var block = blocks[number];
            if (block.Kind == MarkdownBlockKind.Heading)
            {
                (heading, asked) = (text[block.Start..block.End].TrimEnd('#', ' ', '=', '-', '\n', '\r'), "");
                continue;
            }
            var first = sentences.Count;
            var section = heading;
            foreach (var (start, end) in Slices(text, block))
            {
                if (start == block.Start && end < block.End && RunInHeading().IsMatch(text[start..end]))
                {
                    section = $"{heading}\n{text[start..end]}";
                    continue;
                }
                var kind = IsQuestion(text, start, end) ? SentenceKind.Question : KindOf(block.Kind);
                asked = kind == SentenceKind.Question ? text[start..end] : asked;
                sentences.Add(new Sentence(start, end - start, kind, number, section, asked));
            }
            if (sentences.Count > first)
                sentences.AddRange(Composed(text, sentences[first..], blocks, number));
        }
        return sentences;
    }

    private static IEnumerable<Sentence> Composed(string text, List<Sentence> alone, IReadOnlyList<MarkdownBlock> blocks, int number)
    {
        foreach (var (one, next) in alone.Zip(alone.Skip(1)))
        {
            if (one.Kind != SentenceKind.Question && next.Kind != SentenceKind.Question && next.End - one.Start <= LongestPair)
                yield return one with { Length = next.End - one.Start, Kind = PairOf(text.AsSpan(next.Start, next.Length)) };
        }
        if (text[blocks[number].End - 1] == ':' && Introduced(blocks, number) is { } last && last - alone[^1].Start <= LongestIntroduced)
            yield return alone[^1] with { Length = last - alone[^1].Start, Kind = SentenceKind.Introduced };
    }

    private static IEnumerable<(int Start, int End)> Slices(string text, MarkdownBlock block) =>
        block.Kind is MarkdownBlockKind.Code or MarkdownBlockKind.TableRow
            ? [(block.Start, block.End)]
            : SentenceBoundaries.Split(text, block.Start, block.End);

    private static int? Introduced(IReadOnlyList<MarkdownBlock> blocks, int number)
    {
        var next = number + 1;
        if (next >= blocks.Count || blocks[next].Kind is not (MarkdownBlockKind.Code or MarkdownBlockKind.ListItem))
            return null;
        if (blocks[next].Kind == MarkdownBlockKind.Code)
            return blocks[next].End;
        while (next + 1 < blocks.Count && blocks[next + 1].Kind == MarkdownBlockKind.ListItem)
            next++;
        return blocks[next].End;
    }

    private static SentenceKind PairOf(ReadOnlySpan<char> next) => Pronouns.Begin(next) ? SentenceKind.Continued : SentenceKind.Pair;

    private static SentenceKind KindOf(MarkdownBlockKind kind) => kind switch
    {
        MarkdownBlockKind.ListItem => SentenceKind.ListItem,
        MarkdownBlockKind.TableRow => SentenceKind.TableRow,
        MarkdownBlockKind.Code => SentenceKind.Code,
        _ => SentenceKind.Prose,
    };

    private static bool IsQuestion(string text, int start, int end) =>
        text.AsSpan(start, end - start).TrimEnd("*_\"” ") is [.., '?' or '？'];

    /// <summary>A few bold words before the text of a paragraph: <c>**Why.** Because ...</c>.</summary>
    [GeneratedRegex(@"^(\*\*|__)[^*_?？]{1,40}(\1[.:]?|[.:]\1)$")]
    private static partial Regex RunInHeading();
}
