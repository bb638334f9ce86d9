using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>Every refusal of EmbeddingService that is not about a single field of a request.</summary>
internal static class EmbeddingErrors
{
    public static DomainError ModelNotFound(string modelId) => new(
        ErrorCode.NotFound, "MODEL_NOT_FOUND", "There is no model of this id.", With(modelId));

    public static DomainError NotEmbedding(string modelId) => new(
        ErrorCode.FailedPrecondition, "MODEL_NOT_EMBEDDING", "The model is not configured to embed: its Mode is not Embed.", With(modelId));

    public static DomainError NotGenerative(string modelId) => new(
        ErrorCode.FailedPrecondition, "MODEL_NOT_GENERATIVE", "The model turns texts into vectors and answers nobody.", With(modelId));

    public static DomainError TooMany(int dimension, int most) => Violations.One(
        "texts", $"must be at most {(most / dimension).ToString(CultureInfo.InvariantCulture)} for a model of {dimension.ToString(CultureInfo.InvariantCulture)} numbers");

    /// <param name="modelId">Which.</param>
    /// <param name="failure">Its text has no secrets.</param>
    public static DomainError Failed(string modelId, ModelFailure failure) => new(
        failure.IsTransient ? ErrorCode.Unavailable : ErrorCode.FailedPrecondition,
        failure.IsTransient ? "MODEL_FAILED" : "MODEL_REFUSED",
        failure.Message,
        With(modelId))
    { RetryAfter = failure.RetryAfter };

    private static Dictionary<string, string> With(string modelId) => new() { ["model_id"] = modelId };
}
