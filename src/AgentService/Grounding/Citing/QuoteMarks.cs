namespace GroupChat.Agents.Grounding.Citing;

/// <summary>Marks around quotes, as languages set them. Straight ones open and close by what stands beside them.</summary>
internal static class QuoteMarks
{
    public const string Openings = "\"“„«»「『";

    private const char Straight = '"';

    /// <summary>Whether the mark begins a quote, given its neighbours.</summary>
    public static bool Opens(char mark, char before, char next) => mark switch
    {
        Straight => !char.IsLetterOrDigit(before) && !char.IsWhiteSpace(next),
        '»' => char.IsWhiteSpace(before) && !char.IsWhiteSpace(next),
        _ => Openings.Contains(mark, StringComparison.Ordinal),
    };

    /// <summary>How deep in quotes of one kind one is after a sign.</summary>
    public static int Depth(int depth, char opening, char sign, char before, char next)
    {
        if (opening == Straight)
            return sign != Straight ? depth : ClosesStraight(before, next) ? depth - 1 : Opens(Straight, before, next) ? depth + 1 : depth;
        if (Closings(opening).Contains(sign, StringComparison.Ordinal))
            return depth - 1;
        return sign == opening ? depth + 1 : depth;
    }

    private static bool ClosesStraight(char before, char next) => !char.IsWhiteSpace(before) && !char.IsLetterOrDigit(next);

    private static string Closings(char opening) => opening switch
    {
        '“' => "”",
        '„' => "“”",
        '«' => "»",
        '»' => "«",
        '「' => "」",
        _ => "』",
    };
}
