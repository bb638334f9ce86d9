using System.Text;
using GroupChat.Agents.Language.Tasks;
using GroupChat.Contracts.Language.V1;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents;

/// <summary>What requests must be, every mistake told at once.</summary>
internal static class LanguageRequests
{
    public const int DefaultSentences = 3;
    private const int LongestText = 65_536;
    private const int LongestModelId = 128;
    private const int MostSentences = 20;
    private const int MostLabels = 50;
    private const int LongestLabel = 64;
    private const int LongestDescription = 512;

    public static void Check(SummarizeRequest request) => Begin(request.Text, request.ModelId)
        .AddIf(request.MaxSentences is < 0 or > MostSentences, "max_sentences", $"must be from 0 to {MostSentences}")
        .ThrowIfAny();

    public static void Check(ClassifyIntentRequest request)
    {
        var violations = Begin(request.Text, request.ModelId)
            .AddIf(request.Labels.Count is 1 or > MostLabels, "labels", $"must be none or 2 to {MostLabels}")
            .AddIf(request.Labels.DistinctBy(static label => label.Name).Count() < request.Labels.Count, "labels", "must have different names");
        for (var index = 0; index < Math.Min(request.Labels.Count, MostLabels); index++)
        {
            violations
                .AddIf(!IsLabel(request.Labels[index].Name), $"labels[{index}].name", "must be 1 to 64 of a-z, 0-9, \"_\" and \"-\"")
                .AddIf(request.Labels[index].Description.Length > LongestDescription, $"labels[{index}].description", "must be at most 512 characters");
        }
        violations.ThrowIfAny();
    }

    public static void Check(AnalyzeSentimentRequest request) => Begin(request.Text, request.ModelId).ThrowIfAny();

    public static void Check(ExtractEntitiesRequest request) => Begin(request.Text, request.ModelId)
        .AddIf(request.Kinds.Any(static kind => kind == EntityKind.Unspecified || !Enum.IsDefined(kind)), "kinds", "must be kinds of entities")
        .ThrowIfAny();

    public static void Check(ModerateRequest request) => Begin(request.Text, request.ModelId)
        .AddIf(request.Threshold is not (>= 0 and <= 1), "threshold", "must be from 0 to 1")
        .ThrowIfAny();

    public static void Check(TranslateRequest request) => Begin(request.Text, request.ModelId)
        .AddIf(!LanguageTag.IsOne(request.TargetLanguage), "target_language", "must be a BCP 47 tag of at most 35 characters")
        .AddIf(request.SourceLanguage.Length > 0 && !LanguageTag.IsOne(request.SourceLanguage), "source_language", "must be a BCP 47 tag or empty")
        .ThrowIfAny();

    private static Violations Begin(string text, string modelId) => new Violations()
        .AddIf(string.IsNullOrWhiteSpace(text), "text", "must not be empty")
        .AddIf(Encoding.UTF8.GetByteCount(text) > LongestText, "text", "must be at most 65,536 bytes of UTF-8")
        .AddIf(modelId.Length > LongestModelId, "model_id", "must be at most 128 characters");

    private static bool IsLabel(string name) => name.Length is > 0 and <= LongestLabel
        && name.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-');
}
