using GroupChat.Agents.Language;
using GroupChat.Agents.Metering;
using GroupChat.Contracts.Language.V1;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents;

/// <summary>LanguageService on the wire.</summary>
internal sealed class LanguageRpc(LanguageTasks tasks, TaskBilling billing) : LanguageService.LanguageServiceBase
{
    public override async Task<SummarizeResponse> Summarize(SummarizeRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        var sentences = request.MaxSentences == 0 ? LanguageRequests.DefaultSentences : request.MaxSentences;
        return (await BilledAsync(context, asker => tasks.SummarizeAsync(request.Text, sentences, request.ModelId, asker, context.CancellationToken)))
            .ToContract();
    }

    public override async Task<ClassifyIntentResponse> ClassifyIntent(ClassifyIntentRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        return (await BilledAsync(
            context, asker => tasks.ClassifyIntentAsync(request.Text, request.Labels(), request.ModelId, asker, context.CancellationToken)))
            .ToContract();
    }

    public override async Task<AnalyzeSentimentResponse> AnalyzeSentiment(AnalyzeSentimentRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        return (await BilledAsync(context, asker => tasks.AnalyzeSentimentAsync(request.Text, request.ModelId, asker, context.CancellationToken)))
            .ToContract();
    }

    public override async Task<ExtractEntitiesResponse> ExtractEntities(ExtractEntitiesRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        var found = await BilledAsync(
            context, asker => tasks.ExtractEntitiesAsync(request.Text, request.Types(), request.ModelId, asker, context.CancellationToken));
        return found.ToContract(request.Text);
    }

    public override async Task<ModerateResponse> Moderate(ModerateRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        return (await BilledAsync(context, asker => tasks.ModerateAsync(request.Text, request.ModelId, asker, context.CancellationToken)))
            .ToContract(request.Threshold);
    }

    public override async Task<TranslateResponse> Translate(TranslateRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        var translated = await BilledAsync(context, asker => tasks.TranslateAsync(
            request.Text, request.TargetLanguage, request.SourceLanguage, request.ModelId, asker, context.CancellationToken));
        return translated.ToContract();
    }

    private Task<T> BilledAsync<T>(ServerCallContext context, Func<ModelAsker, Task<T>> task) =>
        billing.RunAsync(context.GetCaller().UserId, task);
}
