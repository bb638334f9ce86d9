using GroupChat.Contracts.Language.V1;
using GroupChat.TestSupport;

namespace GroupChat.Agents.Tests.Neighbours.Llama;

/// <summary>Language tasks on a local model: its weights are random, so whatever is right about an answer the grammar has made right.</summary>
public sealed class LocalTaskTests
{
    [Fact]
    public async Task Tasks_OnAModelOfRandomWeights_AreAnsweredWithinTheirSchemas()
    {
        await using var node = await LlamaNode.StartAsync(contextTokens: 8192);
        var client = node.Agents.Node.Client<LanguageService.LanguageServiceClient>("ann");

        for (var round = 0; round < 3; round++)
        {
            var text = $"Tea number {round} is fine.";
            var mood = await client.AnalyzeSentimentAsync(new() { Text = text, ModelId = LlamaNode.Id }).ResponseAsync.Within();
            var safety = await client.ModerateAsync(new() { Text = text, ModelId = LlamaNode.Id }).ResponseAsync.Within();

            Assert.Equal((LlamaNode.Id, LlamaNode.Id), (mood.Inference.ModelId, safety.Inference.ModelId));
            Assert.InRange(mood.Score, -1, 1);
            Assert.InRange(mood.Inference.Confidence, 0, 1);
            Assert.All(safety.Scores, static score => Assert.InRange(score.Score, 0, 1));
        }
    }
}
