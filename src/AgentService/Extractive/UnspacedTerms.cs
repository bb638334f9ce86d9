using System.Text;

namespace GroupChat.Agents.Extractive;

/// <summary>
/// Pairs of neighbouring characters for Chinese, Japanese, Korean and other scripts without spaces. Pairs made only of
/// grammar (particles, question words) are left out: they say nothing about the subject.
/// </summary>
internal static class UnspacedTerms
{
    private const string Grammar = "的了吗呢吧么什怎嗎麼們们如何哪谁誰是和与與這这那個个為为几";
    private static readonly HashSet<string> GrammarPairs = ["时候", "時候", "地方", "多少", "可以", "请问", "請問", "需要", "使用", "可能", "應該", "应该"];

    /// <summary>Adds the terms of the run that starts at <paramref name="start"/>; answers where it ended.</summary>
    public static int Read(string text, int start, int end, List<Term> terms)
    {
        var run = new List<Rune>();
        var index = start;
        while (index < end && Rune.GetRuneAt(text, index) is var rune && Script.IsUnspaced(rune))
        {
            run.Add(rune);
            index += rune.Utf16SequenceLength;
        }

        if (run.Count == 1 && !IsGrammar(run[0]))
            Add(run[0].ToString());
        for (var at = 0; at + 1 < run.Count; at++)
        {
            var pair = string.Concat(run[at].ToString(), run[at + 1].ToString());
            if (!IsGrammar(run[at]) && !IsGrammar(run[at + 1]) && !GrammarPairs.Contains(pair))
                Add(pair);
        }
        return index;

        void Add(string term) => terms.Add(new Term(term, term, terms.Count, null, false));
    }

    private static bool IsGrammar(Rune rune) =>
        Script.IsHiragana(rune) || (rune.IsBmp && Grammar.Contains((char)rune.Value, StringComparison.Ordinal));
}
