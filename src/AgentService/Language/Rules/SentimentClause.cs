using System.Globalization;
using System.Text;
using GroupChat.Agents.Extractive;

namespace GroupChat.Agents.Language.Rules;

/// <summary>What the words of one sentence weigh where they stand.</summary>
internal static class SentimentClause
{
    private const int Reach = 3;
    private const double Turned = -0.75;
    private const double BeforeTurn = 0.5;
    private const double Shouted = 1.2;

    private static readonly SentimentLexicon Lexicon = SentimentLexicon.Shared;

    public static IEnumerable<double> Weights(string sentence)
    {
        var words = Words(sentence);
        var turn = words.FindLastIndex(Lexicon.IsTurn);
        var emphasis = sentence.EndsWith('!') ? Shouted : 1;

        // "Das gefällt mir nicht": at the end of a sentence a negation is about what stood before it.
        var denied = words.Count > 1 && Lexicon.IsNegation(words[^1]) ? words.Count - 1 - Reach : int.MaxValue;
        for (var index = 0; index < words.Count; index++)
        {
            var weight = Lexicon.WeightOf(words[index]);
            if (weight == 0 || Lexicon.IsNegation(words[index]))
                continue;
            var negated = IsNegated(words, index) ^ (index >= denied);
            weight *= StrengthBefore(words, index) * (negated ? Turned : 1) * (index < turn ? BeforeTurn : 1) * emphasis;
            yield return weight;
        }
    }

    private static bool IsNegated(List<string> words, int index)
    {
        var negations = 0;
        for (var back = index - 1; back >= Math.Max(0, index - Reach) && !Lexicon.IsTurn(words[back]); back--)
            negations += Lexicon.IsNegation(words[back]) ? 1 : 0;
        return negations % 2 == 1;
    }

    private static double StrengthBefore(List<string> words, int index) => index > 0 ? Lexicon.StrengthOf(words[index - 1]) : 1;

    /// <summary>Words, folded, with their apostrophes, and signs of feeling each for itself.</summary>
    private static List<string> Words(string sentence)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in sentence.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
                LetterFolding.Append(word, rune);
            else if (rune.Value is '\'' or '’' && word.Length > 0)
                word.Append('\'');
            else
                End(rune);
        }
        End(default);
        return words;

        void End(Rune sign)
        {
            if (word.Length > 0)
                words.Add(word.ToString().Trim('\''));
            word.Clear();
            if (Rune.GetUnicodeCategory(sign) == UnicodeCategory.OtherSymbol)
                words.Add(sign.ToString());
        }
    }
}
