using GroupChat.Agents.Language;
using GroupChat.Contracts.Language.V1;
using Grpc.Core;

namespace GroupChat.Agents;

/// <summary>LanguageService on the wire.</summary>
internal sealed class LanguageRpc(LanguageTasks tasks) : LanguageService.LanguageServiceBase
{
    public override async Task<SummarizeResponse> Summarize(SummarizeRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        var sentences = request.MaxSentences == 0 ? LanguageRequests.DefaultSentences : request.MaxSentences;
        return (await tasks.SummarizeAsync(request.Text, sentences, request.ModelId, context.CancellationToken)).ToContract();
    }

    public override async Task<ClassifyIntentResponse> ClassifyIntent(ClassifyIntentRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        return (await tasks.ClassifyIntentAsync(request.Text, request.Labels(), request.ModelId, context.CancellationToken)).ToContract();
    }

    public override async Task<AnalyzeSentimentResponse> AnalyzeSentiment(AnalyzeSentimentRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        return (await tasks.AnalyzeSentimentAsync(request.Text, request.ModelId, context.CancellationToken)).ToContract();
    }

    public override async Task<ExtractEntitiesResponse> ExtractEntities(ExtractEntitiesRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        var found = await tasks.ExtractEntitiesAsync(request.Text, request.Types(), request.ModelId, context.CancellationToken);
        return found.ToContract(request.Text);
    }

    public override async Task<ModerateResponse> Moderate(ModerateRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        return (await tasks.ModerateAsync(request.Text, request.ModelId, context.CancellationToken)).ToContract(request.Threshold);
    }

    public override async Task<TranslateResponse> Translate(TranslateRequest request, ServerCallContext context)
    {
        LanguageRequests.Check(request);
        var translated = await tasks.TranslateAsync(
            request.Text, request.TargetLanguage, request.SourceLanguage, request.ModelId, context.CancellationToken);
        return translated.ToContract();
    }
}
