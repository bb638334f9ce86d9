namespace GroupChat.Agents.Tests.Extractive;

/// <summary>Real questions against real texts: the right sentence is quoted, and what the texts do not answer is refused.</summary>
public sealed class AnswerQualityTests
{
    private const double Wanted = 0.9;

    [Fact]
    public async Task Answerable_FortyQuestions_AreAnsweredByTheRightSentence() =>
        await HoldsAsync([.. Questions().Where(static line => line.Words != "-")], 40);

    [Fact]
    public async Task Unanswerable_OtherSubjectsAndNearOnes_AreRefused() =>
        await HoldsAsync([.. Questions().Where(static line => line.Words == "-")], 16);

    [Fact]
    public async Task Answerable_InUpperCase_AreAnsweredAsWell() =>
        await HoldsAsync(
            [.. Questions().Where(static line => line.Words != "-").Select(static line => (line.Question.ToUpperInvariant(), line.Words))], 40);

    private static async Task HoldsAsync(List<(string Question, string Words)> lines, int atLeast)
    {
        Assert.True(lines.Count >= atLeast, $"only {lines.Count} questions");
        var wrong = new List<string>();
        foreach (var (question, words) in lines)
        {
            if (!await IsRightAsync(question, words))
                wrong.Add(question);
        }
        Assert.True(lines.Count - wrong.Count >= Wanted * lines.Count, string.Join('\n', wrong));
    }

    private static async Task<bool> IsRightAsync(string question, string words)
    {
        var (_, citations) = await Asking.AskAsync(question, Corpus.Search(question));
        return words == "-"
            ? citations.Count == 0
            : citations.Any(citation => OnOneLine(citation.Snippet!).Contains(words, StringComparison.Ordinal));
    }

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<(string Question, string Words)> Questions() =>
        from line in Corpus.Read("questions.txt").Split('\n')
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split(" | ")
        select (parts[0], parts[1].Trim());
}
