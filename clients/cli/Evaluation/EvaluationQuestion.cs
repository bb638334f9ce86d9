using System.Text.Json;
using GroupChat.Cli.Output;

namespace GroupChat.Cli.Evaluation;

/// <summary>One line of a question set.</summary>
/// <param name="Question">What to ask.</param>
internal sealed record EvaluationQuestion(string Question)
{
    private const int MostQuestions = 10_000;

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Words that the answer or its quotes must have, all of them.</summary>
    public IReadOnlyList<string> Expect { get; init; } = [];

    /// <summary>Documents that must be cited, all of them, by id or title.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>The documents do not say it, and the answer must say so.</summary>
    public bool Refusal { get; init; }

    /// <summary>Reads a file of one JSON object a line; empty lines count for nothing.</summary>
    /// <exception cref="UsageException">A line is no question.</exception>
    public static IReadOnlyList<EvaluationQuestion> Read(IEnumerable<string> lines)
    {
        var questions = lines.Select(static (line, index) => (line, index)).Where(static one => !string.IsNullOrWhiteSpace(one.line))
            .Select(static one => Read(one.line, one.index + 1)).Take(MostQuestions + 1).ToList();
        return questions.Count is > 0 and <= MostQuestions
            ? questions
            : throw new UsageException($"the file has to have 1 to {MostQuestions} questions");
    }

    private static EvaluationQuestion Read(string line, int number)
    {
        try
        {
            var question = JsonSerializer.Deserialize<EvaluationQuestion>(line, Format);
            if (question is null || string.IsNullOrWhiteSpace(question.Question))
                throw new UsageException($"line {number} has no question");
            if (question.Refusal == (question.Expect.Count > 0 || question.Documents.Count > 0))
                throw new UsageException($"line {number} has to have either expect or documents, or refusal");
            return question;
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"line {number} is not a question: {wrong.Path ?? "no JSON object"}");
        }
    }
}
