using System.Text;
using GroupChat.Agents.Language;
using GroupChat.Agents.Language.Rules;
using GroupChat.Agents.Language.Tasks;
using GroupChat.Contracts.Language.V1;

namespace GroupChat.Agents;

/// <summary>Between the tasks and the contract's messages.</summary>
internal static class LanguageMapping
{
    private const int MostAlternatives = 5;
    private const double DefaultThreshold = 0.5;

    public static IReadOnlyList<IntentTask.Label> Labels(this ClassifyIntentRequest request) => request.Labels.Count == 0
        ? IntentTask.Defaults
        : [.. request.Labels.Select(static label => new IntentTask.Label(label.Name, label.Description))];

    public static IReadOnlySet<EntityType> Types(this ExtractEntitiesRequest request) =>
        request.Kinds.Select(static kind => (EntityType)kind).ToHashSet();

    public static SummarizeResponse ToContract(this LanguageResult<string> result) =>
        new() { Summary = result.Value, Inference = InferenceOf(result) };

    public static ClassifyIntentResponse ToContract(this LanguageResult<IReadOnlyList<IntentTask.Choice>> result) => new()
    {
        Intent = result.Value[0].Intent,
        Alternatives =
        {
            result.Value.Skip(1).Take(MostAlternatives).Select(static choice => new IntentScore { Name = choice.Intent, Confidence = choice.Confidence }),
        },
        Inference = InferenceOf(result),
    };

    public static AnalyzeSentimentResponse ToContract(this LanguageResult<SentimentVerdict> result) => new()
    {
        Sentiment = result.Value.Label switch
        {
            SentimentRules.Positive => Sentiment.Positive,
            SentimentRules.Negative => Sentiment.Negative,
            SentimentRules.Mixed => Sentiment.Mixed,
            _ => Sentiment.Neutral,
        },
        Score = result.Value.Score,
        Inference = InferenceOf(result),
    };

    public static ExtractEntitiesResponse ToContract(this LanguageResult<IReadOnlyList<FoundEntity>> result, string text)
    {
        var response = new ExtractEntitiesResponse { Inference = InferenceOf(result) };
        var (from, bytes) = (0, 0L);
        foreach (var entity in result.Value)
        {
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(from..entity.Start));
            from = entity.Start;
            response.Entities.Add(new Entity
            {
                Kind = (EntityKind)entity.Kind,
                Text = text.Substring(entity.Start, entity.Length),
                StartByte = bytes,
                EndByte = bytes + Encoding.UTF8.GetByteCount(text.AsSpan(entity.Start, entity.Length)),
                Value = entity.Value,
                Confidence = entity.Confidence,
            });
        }
        return response;
    }

    public static ModerateResponse ToContract(this LanguageResult<IReadOnlyDictionary<string, double>> result, double threshold) => new()
    {
        Flagged = result.Value.Values.Any(score => score >= (threshold > 0 ? threshold : DefaultThreshold)),
        Scores =
        {
            ModerationTask.Categories.Select(
                (name, index) => new ModerationScore { Category = (ModerationCategory)(index + 1), Score = result.Value[name] }),
        },
        Inference = InferenceOf(result),
    };

    public static TranslateResponse ToContract(this LanguageResult<TranslationTask.Draft> result) => new()
    {
        Text = result.Value.Translation,
        SourceLanguage = result.Value.SourceLanguage,
        Inference = InferenceOf(result),
    };

    private static Inference InferenceOf<T>(LanguageResult<T> result) => new()
    {
        ModelId = result.ModelId,
        Generative = result.Generative,
        Confidence = result.Confidence,
        Repaired = result.Repaired,
        InputTokens = result.InputTokens,
        OutputTokens = result.OutputTokens,
    };
}
