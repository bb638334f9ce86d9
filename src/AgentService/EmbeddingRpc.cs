using System.Text;
using GroupChat.Agents.Models.Embeddings;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents;

/// <summary>EmbeddingService on the wire.</summary>
[ServiceOnly]
internal sealed class EmbeddingRpc(EmbeddingDesk desk) : EmbeddingService.EmbeddingServiceBase
{
    private const int MostTexts = 256;
    private const int LongestText = 32_768;

    public override async Task<EmbedResponse> Embed(EmbedRequest request, ServerCallContext context)
    {
        Check(request);
        var vectors = await desk.EmbedAsync(request.ModelId, request.Texts, context.CancellationToken);
        return new()
        {
            ModelId = request.ModelId,
            Dimension = vectors[0].Length,
            Embeddings = { vectors.Select(static vector => new Embedding { Values = { vector.ToArray() } }) },
        };
    }

    private static void Check(EmbedRequest request)
    {
        var violations = new Violations()
            .AddIf(request.ModelId.Length == 0, "model_id", "must not be empty")
            .AddIf(request.Texts.Count is 0 or > MostTexts, "texts", $"must be 1 to {MostTexts}");
        for (var index = 0; index < Math.Min(request.Texts.Count, MostTexts); index++)
        {
            violations
                .AddIf(string.IsNullOrWhiteSpace(request.Texts[index]), $"texts[{index}]", "must not be empty")
                .AddIf(Encoding.UTF8.GetByteCount(request.Texts[index]) > LongestText, $"texts[{index}]", "must be at most 32,768 bytes of UTF-8");
        }
        violations.ThrowIfAny();
    }
}
