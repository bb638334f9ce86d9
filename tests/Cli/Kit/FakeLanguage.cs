using GroupChat.Contracts.Language.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed class FakeLanguage : LanguageService.LanguageServiceBase
{
    public override Task<SummarizeResponse> Summarize(SummarizeRequest request, ServerCallContext context) =>
        Task.FromResult(new SummarizeResponse { Summary = $"{request.MaxSentences}: {request.Text}\u001b[31m", Inference = By(request.ModelId) });

    public override Task<AnalyzeSentimentResponse> AnalyzeSentiment(AnalyzeSentimentRequest request, ServerCallContext context) =>
        Task.FromResult(new AnalyzeSentimentResponse { Sentiment = Sentiment.Positive, Score = 0.5, Inference = By(request.ModelId) });

    public override Task<ExtractEntitiesResponse> ExtractEntities(ExtractEntitiesRequest request, ServerCallContext context) =>
        Task.FromResult(new ExtractEntitiesResponse
        {
            Entities = { new Entity { Kind = EntityKind.Email, Text = request.Text, Value = request.Text } },
            Inference = By(request.ModelId),
        });

    public override Task<ModerateResponse> Moderate(ModerateRequest request, ServerCallContext context) =>
        throw FakeErrors.Of(StatusCode.FailedPrecondition, "MODEL_REQUIRED", "no model");

    public override Task<TranslateResponse> Translate(TranslateRequest request, ServerCallContext context) =>
        Task.FromResult(new TranslateResponse { Text = $"{request.TargetLanguage}: {request.Text}", Inference = By(request.ModelId) });

    private static Inference By(string modelId) => new() { ModelId = modelId.Length > 0 ? modelId : "rules", Confidence = 0.75 };
}
