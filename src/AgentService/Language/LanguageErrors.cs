using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Language;

/// <summary>Every refusal of LanguageService that is not about a single field of a request.</summary>
internal static class LanguageErrors
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    public static DomainError ModelNotFound(string modelId) => new(
        ErrorCode.NotFound, "MODEL_NOT_FOUND", "There is no model of this id.", With("model_id", modelId));

    public static DomainError ModelRequired(string task) => new(
        ErrorCode.FailedPrecondition,
        "MODEL_REQUIRED",
        $"The task {task} needs a generative model, and none is configured or the one that is named is not generative.",
        With("task", task));

    public static DomainError ModelOutputInvalid(string modelId, IReadOnlyList<string> mistakes) => new(
        ErrorCode.FailedPrecondition,
        "MODEL_OUTPUT_INVALID",
        "The model broke the schema of its output twice.",
        new Dictionary<string, string> { ["model_id"] = modelId, ["mistakes"] = mistakes.Count.ToString(CultureInfo.InvariantCulture) });

    public static DomainError ModelFailed(string modelId) => new(
        ErrorCode.Unavailable, "MODEL_FAILED", "The model did not answer.", With("model_id", modelId));

    public static DomainError Timeout() => new(
        ErrorCode.DeadlineExceeded, "LANGUAGE_TIMEOUT", "The model did not finish within the time limit.");

    public static DomainError Busy() => new(
        ErrorCode.ResourceExhausted, "LANGUAGE_BUSY", "As many tasks as are allowed are being worked on.")
    { RetryAfter = SoonAgain };

    private static Dictionary<string, string> With(string key, string value) => new() { [key] = value };
}
