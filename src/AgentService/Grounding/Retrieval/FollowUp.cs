using System.Text.RegularExpressions;
using GroupChat.Agents.Extractive;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Grounding.Retrieval;

/// <summary>
/// Tells by rules whether a question goes on from those before ("and for Java?", "how long does it last?"), and if so what it leaves
/// unsaid: the subject words of the questions that it goes on from.
/// </summary>
internal static partial class FollowUp
{
    // Questions that one may go on from, newest first.
    private const int MostBack = 4;
    private const int MostWords = 12;
    private const int FewTerms = 2;

    private static readonly HashSet<string> Pointing = Set(
        "it its they them their theirs that this those these he him his she her hers there then one ones same other others another "
        + "er sie es ihn ihm ihr ihre ihnen dies diese dieser dieses das dem den denen dort dann davon damit dafür dazu andere anderen "
        + "il elle ils elles lui leur cela ça ceci celui celle y en autre ello ella ellos ellas eso esto esa este esta otro otra allí");

    private static readonly HashSet<string> Joining = Set("and or but also so und oder aber auch et ou mais aussi y o pero también");

    /// <summary>What to search for besides the question; null when it stands alone.</summary>
    /// <param name="question">As asked, without mentions.</param>
    /// <param name="before">What was said before, oldest first.</param>
    public static string? Rewritten(string question, IEnumerable<RoomMessage> before)
    {
        if (!GoesOn(question))
            return null;
        var own = Subject(question).Select(static term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var words = new List<string>();
        foreach (var said in before.Where(static said => !said.IsAgent).Reverse().Take(MostBack))
        {
            words.AddRange(Subject(said.Text).Where(term => own.Add(term.Stem)).Select(static term => term.Text).Take(MostWords - words.Count));
            // One that stands alone is where the conversation about its subject began.
            if (!GoesOn(said.Text) || words.Count == MostWords)
                break;
        }
        return words.Count == 0 ? null : $"{question} {string.Join(' ', words)}";
    }

    /// <summary>It points at something, joins on to something, or says too little to stand alone.</summary>
    public static bool GoesOn(string question)
    {
        var terms = TermReader.Read(question);
        return terms.Count > 0 && (terms.Exists(static term => Pointing.Contains(term.Text))
            || ((Joining.Contains(terms[0].Text) || IsWhatAbout(terms)) && Subject(question).Count <= FewTerms)
            || Subject(question).Count < FewTerms);
    }

    private static bool IsWhatAbout(List<Term> terms) => terms is [{ Text: "what" or "how" }, { Text: "about" }, ..];

    /// <summary>Whom it is said to is not what it is about.</summary>
    private static List<Term> Subject(string text)
    {
        var terms = TermReader.Read(Mention().Replace(text, " "));
        var grammar = StopWords.For(terms);
        return [.. terms.Where(term => !grammar.Contains(term.Text) && !Pointing.Contains(term.Text))];
    }

    [GeneratedRegex(@"(?<![\w.])@[\w-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();

    private static HashSet<string> Set(string words) => words.Split(' ').Select(static word => LetterFolding.Fold(word)).ToHashSet(StringComparer.Ordinal);
}
