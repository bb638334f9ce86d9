using GroupChat.Chat.Search.Folding;

namespace GroupChat.Chat.Search.Querying;

/// <summary>
/// Reads what people type: words and parts of words, and phrases in quotation marks of any kind. A mark opens at the beginning
/// of a word and closes at the end of one; elsewhere it is a character like others. A phrase that is not closed is still being
/// typed, so its last word may go on. Whatever can be typed means something: there are no wrong queries, only empty ones.
/// </summary>
internal static class QueryParser
{
    /// <summary>The terms, each once; none when there is nothing to look for.</summary>
    public static IReadOnlyList<SearchTerm> Parse(string query)
    {
        var folded = SearchFolding.Fold(query);
        var terms = new List<SearchTerm>();
        for (var i = 0; i < folded.Length;)
        {
            var end = folded[i] == '"' ? AddPhrase(terms, folded, i) : AddPart(terms, folded, i);
            i = end + 1; // and the space behind it
        }

        return [.. terms.Distinct()];
    }

    private static int AddPart(List<SearchTerm> terms, string folded, int start)
    {
        var end = folded.IndexOf(' ', start);
        if (end < 0)
            end = folded.Length;
        if (end > start)
            terms.Add(new(folded[start..end], StartsWord: false, EndsWord: false));
        return end;
    }

    private static int AddPhrase(List<SearchTerm> terms, string folded, int start)
    {
        var close = CloseOf(folded, start + 1);
        var phrase = folded[(start + 1)..(close < 0 ? folded.Length : close)].Trim(' ');
        if (phrase.Length > 0)
            terms.Add(new(phrase, StartsWord: true, EndsWord: close >= 0));
        return close < 0 ? folded.Length : close + 1;
    }

    private static int CloseOf(string folded, int from)
    {
        for (var at = from; (at = folded.IndexOf('"', at)) >= 0; at++)
        {
            if (at + 1 == folded.Length || folded[at + 1] == ' ')
                return at;
        }

        return -1;
    }
}
