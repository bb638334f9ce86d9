using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Llama;

/// <summary>Every refusal of local inference.</summary>
internal static class LlamaErrors
{
    public const string Unavailable = "LLAMA_UNAVAILABLE";
    public const string Overflow = "CONTEXT_OVERFLOW";
    public const string Full = "MODEL_QUEUE_FULL";
    public const string BadFile = "MODEL_FILE_INVALID";
    public const string BadGrammar = "GRAMMAR_INVALID";
    public const string BadState = "MODEL_STATE_INVALID";
    public const string Failed = "MODEL_FAILED";
    public const string NotLoaded = "MODEL_NOT_LOADED";
    public const string NoMemory = "MODEL_TOO_LARGE";

    /// <summary>The model only turns texts into vectors.</summary>
    public static DomainError NotGenerative() => new(
        ErrorCode.FailedPrecondition, "MODEL_NOT_GENERATIVE", "The model turns texts into vectors and answers nobody: its Mode must be Embed.");

    /// <summary>The model gives no vectors of texts, as one that only ranks them.</summary>
    public static DomainError NotEmbedding() => new(
        ErrorCode.FailedPrecondition, "MODEL_NOT_EMBEDDING", "The model gives no vectors of texts.");

    /// <summary>There is no usable library: the server goes on without local inference.</summary>
    public static DomainError LibraryUnavailable(string why) =>
        new(ErrorCode.FailedPrecondition, Unavailable, $"There is no local inference: {why}");

    public static DomainError FileInvalid(string why) => new(ErrorCode.InvalidArgument, BadFile, $"The model file is not usable: {why}");

    public static DomainError LoadFailed(string why) => new(ErrorCode.FailedPrecondition, NotLoaded, $"The model could not be loaded: {why}");

    public static DomainError LoadTooSlow(TimeSpan limit) => LoadFailed($"it took longer than the setting Llm:LoadSeconds allows ({limit.TotalSeconds})");

    public static DomainError TooLarge(long needed, long available) => new(
        ErrorCode.FailedPrecondition,
        NoMemory,
        "The context would not fit into memory: make ContextTokens smaller.",
        Numbers(("needed_bytes", needed), ("available_bytes", available)));

    public static DomainError GrammarInvalid(string why) => new(ErrorCode.InvalidArgument, BadGrammar, $"The grammar is not usable: {why}");

    public static DomainError StateInvalid(string why) => new(ErrorCode.DataLoss, BadState, $"The saved state is not usable: {why}");

    /// <summary>The caller shortens the prompt, by a summary: nothing is cut off in silence.</summary>
    public static DomainError ContextOverflow(int prompt, int answer, int context) => new(
        ErrorCode.OutOfRange,
        Overflow,
        "Prompt and answer do not fit into the model's context together.",
        Numbers(("prompt_tokens", prompt), ("max_tokens", answer), ("context_tokens", context)));

    public static DomainError QueueFull(int waiting, TimeSpan retryAfter) => new(
        ErrorCode.ResourceExhausted, Full, "Too many requests wait for this model.", Numbers(("waiting", waiting)))
    { RetryAfter = retryAfter };

    /// <summary>An admin took the model out of memory under the request. Not repeated by itself: that would load it again.</summary>
    public static DomainError Unloaded() => new(ErrorCode.Aborted, "MODEL_UNLOADED", "The model has been unloaded.");

    /// <summary>The engine has ended, by a fault or because it was closed; the request may be repeated elsewhere.</summary>
    public static DomainError EngineFailed(string why) => new(ErrorCode.Unavailable, Failed, $"The model has ended: {why}");

    private static Dictionary<string, string> Numbers(params ReadOnlySpan<(string Key, long Value)> pairs)
    {
        var numbers = new Dictionary<string, string>(pairs.Length);
        foreach (var (key, value) in pairs)
            numbers[key] = value.ToString(CultureInfo.InvariantCulture);
        return numbers;
    }
}
