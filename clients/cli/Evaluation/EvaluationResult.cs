using System.Text.RegularExpressions;
using GroupChat.Cli.Rooms;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Evaluation;

/// <summary>One question and how it was answered.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="MessageId">The answer; empty when there was none.</param>
/// <param name="State">How it ended.</param>
/// <param name="Seconds">Until it was finished.</param>
internal sealed partial record EvaluationResult(string Question, string MessageId, string State, double Seconds)
{
    /// <summary>It was to be answered, and was so as expected; null for one that was to be refused.</summary>
    public bool? IsHit { get; init; }

    /// <summary>It was to be refused, and was; null for one that was to be answered.</summary>
    public bool? IsRefusedRightly { get; init; }

    /// <summary>It was refused although it was to be answered.</summary>
    public bool IsRefusedWrongly { get; init; }

    public int Citations { get; init; }

    public int CorrectCitations { get; init; }

    /// <summary>Expected words and documents that are not there.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public static EvaluationResult Of(EvaluationQuestion question, Message? answer, int correctCitations, TimeSpan time)
    {
        var text = answer is null ? "" : AnswerText.TextOf(answer);
        var citations = answer?.Answer.Citations ?? [];
        var refused = answer?.Answer.State == AnswerState.Complete && citations.Count == 0 && Refusing().IsMatch(text);
        var said = OnOneLine(string.Join('\n', citations.Select(static citation => citation.Quote).Prepend(text)));
        List<string> missing =
        [
            .. question.Expect.Where(words => !said.Contains(OnOneLine(words), StringComparison.OrdinalIgnoreCase)),
            .. question.Documents.Where(document => !citations.Any(citation => citation.DocumentId == document || citation.DocumentTitle == document)),
        ];
        return new(question.Question, answer?.MessageId ?? "", $"{answer?.Answer.State ?? AnswerState.Unspecified}", time.TotalSeconds)
        {
            IsHit = question.Refusal ? null : answer?.Answer.State == AnswerState.Complete && missing.Count == 0,
            IsRefusedRightly = question.Refusal ? refused : null,
            IsRefusedWrongly = refused && !question.Refusal,
            Citations = citations.Count,
            CorrectCitations = correctCitations,
            Missing = missing,
        };
    }

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The extractive answerer's words, and those that models are told to say.</summary>
    [GeneratedRegex(@"\b(do not|don['’]t|does not|cannot) (know|find|answer|say)\b|\bno (information|answer)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Refusing();
}
