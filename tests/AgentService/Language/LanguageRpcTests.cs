using Google.Rpc;
using GroupChat.Agents.Tests.Neighbours;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Language.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Agents.Tests.Language;

public sealed class LanguageRpcTests
{
    [Fact]
    public async Task Tasks_WithoutAModel_WorkByRulesOrSayWhy()
    {
        await using var node = await AgentNode.StartAsync();
        var client = node.Node.Client<LanguageService.LanguageServiceClient>("ann");

        var sentiment = await client.AnalyzeSentimentAsync(new() { Text = "I love it!" }).ResponseAsync.Within();
        Assert.Equal((Sentiment.Positive, "rules", false), (sentiment.Sentiment, sentiment.Inference.ModelId, sentiment.Inference.Generative));
        var found = await client.ExtractEntitiesAsync(new() { Text = "Größe: €5, am 2026-11-22" }).ResponseAsync.Within();
        Assert.Equal([("€5", 9L, 13L), ("2026-11-22", 18L, 28L)], found.Entities.Select(static one => (one.Text, one.StartByte, one.EndByte)));
        var summary = await client.SummarizeAsync(new() { Text = "One thing is here. Another thing is there.", MaxSentences = 1 }).ResponseAsync.Within();
        Assert.Equal(("One thing is here.", "rules"), (summary.Summary, summary.Inference.ModelId));

        await RefusedAsync(client.ClassifyIntentAsync(new() { Text = "x" }), StatusCode.FailedPrecondition, "MODEL_REQUIRED");
        await RefusedAsync(client.ModerateAsync(new() { Text = "x" }), StatusCode.FailedPrecondition, "MODEL_REQUIRED");
        await RefusedAsync(client.TranslateAsync(new() { Text = "x", TargetLanguage = "de" }), StatusCode.FailedPrecondition, "MODEL_REQUIRED");
        await RefusedAsync(client.ExtractEntitiesAsync(new() { Text = "x", Kinds = { EntityKind.Person } }), StatusCode.FailedPrecondition, "MODEL_REQUIRED");
        await RefusedAsync(client.AnalyzeSentimentAsync(new() { Text = "x", ModelId = "extractive" }), StatusCode.FailedPrecondition, "MODEL_REQUIRED");
        await RefusedAsync(client.AnalyzeSentimentAsync(new() { Text = "x", ModelId = "nope" }), StatusCode.NotFound, "MODEL_NOT_FOUND");
    }

    [Fact]
    public async Task Sentiment_ByAModel_NamesIt()
    {
        await using var node = await StartAsync("""{"sentiment":"negative","score":-0.7,"confidence":0.8}""");
        var answer = await ClientOf(node).AnalyzeSentimentAsync(new() { Text = "meh" }).ResponseAsync.Within();
        Assert.Equal(
            (Sentiment.Negative, -0.7, new Inference { ModelId = "extractive", Generative = true, Confidence = 0.8, InputTokens = 10, OutputTokens = 5 }),
            (answer.Sentiment, answer.Score, answer.Inference));
        Assert.Equal("rules", (await ClientOf(node).AnalyzeSentimentAsync(new() { Text = "meh", ModelId = "rules" }).ResponseAsync.Within()).Inference.ModelId);
    }

    [Fact]
    public async Task Intent_OfTheCallersLabels_IsRanked()
    {
        await using var node = await StartAsync(
            """{"intents":[{"intent":"refund","confidence":0.2},{"intent":"other","confidence":0.7}]}""");
        var request = new ClassifyIntentRequest { Text = "hm", Labels = { new IntentLabel { Name = "refund", Description = "wants money" }, new IntentLabel { Name = "other" } } };
        var answer = await ClientOf(node).ClassifyIntentAsync(request).ResponseAsync.Within();
        Assert.Equal(("other", 0.7, "refund"), (answer.Intent, answer.Inference.Confidence, Assert.Single(answer.Alternatives).Name));

        // The default labels do not have what the model says, and it says it again.
        await RefusedAsync(ClientOf(node).ClassifyIntentAsync(new() { Text = "hm" }), StatusCode.FailedPrecondition, "MODEL_OUTPUT_INVALID");
    }

    [Fact]
    public async Task Entities_ByAModel_StandInTheTextBesideThoseOfRules()
    {
        await using var node = await StartAsync(
            """{"names":[{"kind":"person","text":"Nobody","confidence":0.9}]}""",
            """{"names":[{"kind":"person","text":"Ann","confidence":0.9},{"kind":"organization","text":"Ann Ltd","confidence":0.8}]}""");
        var answer = await ClientOf(node).ExtractEntitiesAsync(new() { Text = "Ann of Ann Ltd: ann@ann.org, Anna" }).ResponseAsync.Within();
        Assert.Equal(
            [(EntityKind.Person, "Ann"), (EntityKind.Organization, "Ann Ltd"), (EntityKind.Email, "ann@ann.org")],
            answer.Entities.Select(static one => (one.Kind, one.Text)));
        Assert.True(answer.Inference is { Repaired: true, Confidence: 0.8 });
    }

    [Fact]
    public async Task Moderation_AtAThreshold_Flags()
    {
        await using var node = await StartAsync(
            """{"scores":{"harassment":0.6,"hate":0,"sexual":0,"violence":0,"self_harm":0,"spam":0.1,"illegal":0},"confidence":0.7}""");
        var flagged = await ClientOf(node).ModerateAsync(new() { Text = "x" }).ResponseAsync.Within();
        Assert.Equal((true, 7, ModerationCategory.Harassment, 0.6), (flagged.Flagged, flagged.Scores.Count, flagged.Scores[0].Category, flagged.Scores[0].Score));
        Assert.Equal((ModerationCategory.Spam, 0.1), (flagged.Scores[5].Category, flagged.Scores[5].Score));
        Assert.False((await ClientOf(node).ModerateAsync(new() { Text = "x", Threshold = 0.9 }).ResponseAsync.Within()).Flagged);
    }

    [Fact]
    public async Task TranslationAndSummary_ByAModel_AreItsText()
    {
        await using var node = await StartAsync(
            """{"translation":"Hallo","source_language":"en","confidence":0.9}""", """{"summary":"A greeting.","confidence":0.6}""");
        var translated = await ClientOf(node).TranslateAsync(new() { Text = "Hello", TargetLanguage = "de" }).ResponseAsync.Within();
        Assert.Equal(("Hallo", "en"), (translated.Text, translated.SourceLanguage));
        Assert.Equal("A greeting.", (await ClientOf(node).SummarizeAsync(new() { Text = "Hello" }).ResponseAsync.Within()).Summary);
    }

    [Fact]
    public async Task Tasks_OfAModel_AreTheirCallersUse()
    {
        await using var node = await StartAsync("nonsense", """{"summary":"A greeting.","confidence":0.6}""", "nonsense");
        await ClientOf(node).SummarizeAsync(new() { Text = "Hello" }).ResponseAsync.Within();
        var done = Assert.Single(node.Turns.Charged);
        Assert.Equal(("ann", UsageKind.Task, "extractive", 20, 10), (done.UserId, done.Kind, done.ModelId, done.Usage.InputTokens, done.Usage.OutputTokens));

        // What failed was used all the same; what rules do costs nothing.
        await RefusedAsync(ClientOf(node).SummarizeAsync(new() { Text = "Hello" }), StatusCode.FailedPrecondition, "MODEL_OUTPUT_INVALID");
        await ClientOf(node).SummarizeAsync(new() { Text = "Hello", ModelId = "rules" }).ResponseAsync.Within();
        Assert.Equal((40, 20), (node.Turns.Charged.Sum(static one => one.Usage.InputTokens), node.Turns.Charged.Sum(static one => one.Usage.OutputTokens)));
        Assert.Equal(2, node.Turns.Charged.Select(static one => one.ChargeId).Distinct().Count());
    }

    [Fact]
    public async Task Tasks_OfSomebodyOverQuota_AskNoModel()
    {
        await using var node = await StartAsync("""{"summary":"A greeting.","confidence":0.6}""");
        node.Turns.Overdrawn["ann"] = true;
        var refused = await Assert.ThrowsAsync<RpcException>(() => ClientOf(node).SummarizeAsync(new() { Text = "Hello" }).ResponseAsync.Within());
        Assert.True(refused.TryGetStatus(out var status));
        Assert.Equal((StatusCode.ResourceExhausted, TimeSpan.FromHours(1), "user:ann"), (
            refused.StatusCode,
            status.Details.Single(static one => one.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.ToTimeSpan(),
            status.Details.Single(static one => one.Is(QuotaFailure.Descriptor)).Unpack<QuotaFailure>().Violations.Single().Subject));
        Assert.Empty(node.Turns.Charged);
        Assert.Equal("rules", (await ClientOf(node).SummarizeAsync(new() { Text = "Hello.", ModelId = "rules" }).ResponseAsync.Within()).Inference.ModelId);
        Assert.Equal("A greeting.", (await node.Node.Client<LanguageService.LanguageServiceClient>("ben").SummarizeAsync(new() { Text = "Hello" }).ResponseAsync.Within()).Summary);
    }

    [Fact]
    public async Task Requests_ThatAreWrong_AreRefused()
    {
        await using var node = await AgentNode.StartAsync();
        var client = ClientOf(node);
        const StatusCode wrong = StatusCode.InvalidArgument;
        await RefusedAsync(client.SummarizeAsync(new() { Text = " " }), wrong, "INVALID_REQUEST");
        await RefusedAsync(client.SummarizeAsync(new() { Text = new string('x', 65_537) }), wrong, "INVALID_REQUEST");
        await RefusedAsync(client.SummarizeAsync(new() { Text = "x", MaxSentences = 21 }), wrong, "INVALID_REQUEST");
        await RefusedAsync(client.ClassifyIntentAsync(new() { Text = "x", Labels = { new IntentLabel { Name = "one" } } }), wrong, "INVALID_REQUEST");
        await RefusedAsync(client.ExtractEntitiesAsync(new() { Text = "x", Kinds = { (EntityKind)99 } }), wrong, "INVALID_REQUEST");
        await RefusedAsync(client.ModerateAsync(new() { Text = "x", Threshold = double.NaN }), wrong, "INVALID_REQUEST");
        await RefusedAsync(client.TranslateAsync(new() { Text = "x", TargetLanguage = "german please" }), wrong, "INVALID_REQUEST");
        await RefusedAsync(client.AnalyzeSentimentAsync(new() { Text = "x", ModelId = new string('m', 129) }), wrong, "INVALID_REQUEST");
    }

    private static Task<AgentNode> StartAsync(params string[] outputs) => AgentNode.StartAsync(new OutputsClient(outputs));

    private static LanguageService.LanguageServiceClient ClientOf(AgentNode node) => node.Node.Client<LanguageService.LanguageServiceClient>("ann");

    private static async Task RefusedAsync<T>(AsyncUnaryCall<T> call, StatusCode code, string reason)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.Within());
        Assert.True(error.TryGetErrorInfo(out var info));
        Assert.Equal((code, reason), (error.StatusCode, info.Reason));
    }
}
