using GroupChat.Agents.Language.Rules;
using GroupChat.Agents.Language.Structured;
using GroupChat.Agents.Language.Tasks;
using GroupChat.Agents.Metering;

namespace GroupChat.Agents.Language;

/// <summary>Does one thing to one text, by a model or by rules. Keeps nothing.</summary>
internal sealed class LanguageTasks(LanguageModels models, StructuredModel structured)
{
    public async Task<LanguageResult<string>> SummarizeAsync(string text, int sentences, string modelId, ModelAsker asker, CancellationToken cancellationToken)
    {
        if (models.GenerativeOrRules(modelId, SummaryTask.Name) is not { } model)
        {
            var (summary, coverage) = ExtractiveSummary.Of(text, sentences);
            return new(summary, LanguageModels.Rules, coverage);
        }
        var answer = await structured.AskAsync(model, SummaryTask.Of(sentences), text, asker, cancellationToken);
        return Result(answer, answer.Value.Summary, answer.Value.Confidence);
    }

    public async Task<LanguageResult<IReadOnlyList<IntentTask.Choice>>> ClassifyIntentAsync(
        string text, IReadOnlyList<IntentTask.Label> labels, string modelId, ModelAsker asker, CancellationToken cancellationToken)
    {
        var model = models.Generative(modelId, IntentTask.Name);
        var answer = await structured.AskAsync(model, IntentTask.Of(labels), text, asker, cancellationToken);
        IReadOnlyList<IntentTask.Choice> ranked = [.. answer.Value.Intents.OrderByDescending(static choice => choice.Confidence)];
        return Result(answer, ranked, ranked[0].Confidence);
    }

    public async Task<LanguageResult<SentimentVerdict>> AnalyzeSentimentAsync(string text, string modelId, ModelAsker asker, CancellationToken cancellationToken)
    {
        if (models.GenerativeOrRules(modelId, SentimentTask.Name) is not { } model)
        {
            var verdict = SentimentRules.Judge(text);
            return new(verdict, LanguageModels.Rules, verdict.Confidence);
        }
        var answer = await structured.AskAsync(model, SentimentTask.Task, text, asker, cancellationToken);
        var (sentiment, score, confidence) = answer.Value;
        return Result(answer, new SentimentVerdict(sentiment, score, confidence), confidence);
    }

    public async Task<LanguageResult<IReadOnlyList<FoundEntity>>> ExtractEntitiesAsync(
        string text, IReadOnlySet<EntityType> kinds, string modelId, ModelAsker asker, CancellationToken cancellationToken)
    {
        if (models.GenerativeOrRules(modelId, NamesTask.Name) is not { } model)
        {
            if (kinds.Count > 0 && kinds.All(NamePlaces.IsName))
                throw LanguageErrors.ModelRequired(NamesTask.Name);
            var found = Wanted(EntityRules.Find(text), kinds);
            return new(found, LanguageModels.Rules, LeastOf(found));
        }
        if (kinds.Count > 0 && !kinds.Any(NamePlaces.IsName))
            return await ExtractEntitiesAsync(text, kinds, LanguageModels.Rules, asker, cancellationToken);
        var answer = await structured.AskAsync(model, NamesTask.Of(text), text, asker, cancellationToken);
        IReadOnlyList<FoundEntity> entities = Wanted(EntityRules.Find(text, NamePlaces.Of(text, answer.Value.Names)), kinds);
        return Result(answer, entities, LeastOf(entities));
    }

    public async Task<LanguageResult<IReadOnlyDictionary<string, double>>> ModerateAsync(
        string text, string modelId, ModelAsker asker, CancellationToken cancellationToken)
    {
        var model = models.Generative(modelId, ModerationTask.Name);
        var answer = await structured.AskAsync(model, ModerationTask.Task, text, asker, cancellationToken);
        return Result(answer, answer.Value.Scores, answer.Value.Confidence);
    }

    public async Task<LanguageResult<TranslationTask.Draft>> TranslateAsync(
        string text, string target, string source, string modelId, ModelAsker asker, CancellationToken cancellationToken)
    {
        var model = models.Generative(modelId, TranslationTask.Name);
        var answer = await structured.AskAsync(model, TranslationTask.Of(target, source), text, asker, cancellationToken);
        return Result(answer, source.Length > 0 ? answer.Value with { SourceLanguage = source } : answer.Value, answer.Value.Confidence);
    }

    private static List<FoundEntity> Wanted(List<FoundEntity> entities, IReadOnlySet<EntityType> kinds) =>
        kinds.Count == 0 ? entities : entities.FindAll(entity => kinds.Contains(entity.Kind));

    private static double LeastOf(IReadOnlyList<FoundEntity> entities) =>
        entities.Select(static entity => entity.Confidence).DefaultIfEmpty(1).Min();

    private static LanguageResult<TValue> Result<TDraft, TValue>(StructuredAnswer<TDraft> answer, TValue value, double confidence)
        where TDraft : class => new(value, answer.ModelId, confidence)
        {
            Generative = true,
            Repaired = answer.Repaired,
            InputTokens = answer.InputTokens,
            OutputTokens = answer.OutputTokens,
        };
}
