using System.Text.RegularExpressions;

namespace GroupChat.Agents.Extractive;

/// <summary>Reads from the words that ask, in several languages, what kind of thing would answer.</summary>
internal static partial class FocusReader
{
    private const string Quantity =
        @"\bhow (many|much|long|big|large|often|old|fast|far|small)\b|\b(which|what) (port|version|number|size)\b"
        + @"|\b(maximum|minimum|limit)\b|\bwie (viele?|lange|gross|groß|oft)\b|\bwieviele?\b|\bcombien\b|\bcu[aá]nt[oa]s?\b"
        + @"|\bquant[oiae]s?\b|\bhoeveel\b|多少|几|幾|いくつ|何件|最大|얼마|몇";

    private const string Reason =
        @"\bwhy\b|\bwarum\b|\bwieso\b|\bpourquoi\b|\bpor qu[eé]\b|\bperch[eé]\b|\bwaarom\b|为什么|為什麼|なぜ|왜";

    private const string Procedure =
        @"\bhow (do|can|to|should|would|could|does one)\b|\bwie (kann|mache|starte|kommt|geht)\b|\bcomment\b|\bc[oó]mo\b"
        + @"|\bcome si\b|\bhoe kan\b|如何|怎么|怎樣|怎样|どうやって|方法|어떻게";

    private static readonly HashSet<string> Negations =
        ["not", "cannot", "cant", "dont", "doesnt", "isnt", "never", "no", "nicht", "kein", "keine", "pas"];

    public static QuestionFocus Read(string question)
    {
        if (AsksQuantity().IsMatch(question))
            return QuestionFocus.Quantity;
        if (AsksReason().IsMatch(question))
            return QuestionFocus.Reason;
        return AsksProcedure().IsMatch(question) ? QuestionFocus.Procedure : QuestionFocus.Anything;
    }

    public static bool IsNegative(IEnumerable<Term> words) => words.Any(static word => Negations.Contains(word.Text));

    [GeneratedRegex(Quantity, RegexOptions.IgnoreCase)]
    private static partial Regex AsksQuantity();

    [GeneratedRegex(Reason, RegexOptions.IgnoreCase)]
    private static partial Regex AsksReason();

    [GeneratedRegex(Procedure, RegexOptions.IgnoreCase)]
    private static partial Regex AsksProcedure();
}
