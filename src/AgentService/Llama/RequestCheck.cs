using GroupChat.Agents.Models;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Llama;

/// <summary>Whether a request makes sense, before anything is done for it.</summary>
internal static class RequestCheck
{
    public const double MostWeight = 1_000;

    private const int MostStops = 16;
    private const int MostStopCharacters = 256;
    private const int MostMessages = 10_000;
    private const int MostRoleCharacters = 32;

    /// <exception cref="DomainError">INVALID_REQUEST, with every mistake.</exception>
    public static void Check(LlamaRequest request, LlamaVocabulary vocabulary)
    {
        var found = new Violations()
            .AddIf(request.Messages.Count == 0 == (request.Tokens.Count == 0), "messages", "either messages or tokens must be given")
            .AddIf(request.Tokens.Any(token => !vocabulary.Contains(token)), "tokens", "must be tokens of this model")
            .AddIf(request.MaxTokens < 1, "max_tokens", "must be at least 1")
            .AddIf(request.Stop.Count > MostStops, "stop", $"must have at most {MostStops} texts")
            .AddIf(request.Stop.Any(static text => text.Length is 0 or > MostStopCharacters), "stop", $"must have 1 to {MostStopCharacters} characters each")
            .AddIf(!(request.Weight > 0 && request.Weight <= MostWeight), "weight", $"must be above 0 and at most {MostWeight}");
        Check(request.Messages, found);
        Check(request.Sampling, found);
        found.ThrowIfAny();
    }

    /// <exception cref="DomainError">INVALID_REQUEST, with every mistake.</exception>
    public static void Check(IReadOnlyList<LlamaMessage> messages)
    {
        var found = new Violations().AddIf(messages.Count == 0, "messages", "must not be empty");
        Check(messages, found);
        found.ThrowIfAny();
    }

    /// <exception cref="DomainError">INVALID_REQUEST, with every mistake.</exception>
    public static void CheckTexts(IReadOnlyList<string> texts) => new Violations()
        .AddIf(texts.Count is 0 or > MostMessages, "texts", $"must be 1 to {MostMessages}")
        .AddIf(texts.Sum(static text => (long)text.Length) > LlamaRequest.MostCharacters, "texts", $"must have at most {LlamaRequest.MostCharacters} characters")
        .ThrowIfAny();

    /// <exception cref="DomainError">INVALID_REQUEST.</exception>
    public static void Check(IReadOnlyList<AdapterUse> uses, Func<string, bool> isKnown) => new Violations()
        .AddIf(uses.Any(use => !isKnown(use.Name)), "adapters", "must be adapters of this model")
        .AddIf(uses.DistinctBy(static use => use.Name).Count() < uses.Count, "adapters", "must be named once each")
        .AddIf(uses.Any(static use => use.Scale is not (null or (>= -AdapterNames.LargestScale and <= AdapterNames.LargestScale))), "adapters", "must have scales of -10 to 10")
        .ThrowIfAny();

    private static void Check(IReadOnlyList<LlamaMessage> messages, Violations found) => found
        .AddIf(messages.Count > MostMessages, "messages", $"must be at most {MostMessages}")
        .AddIf(messages.Any(static one => one.Role is null or { Length: 0 or > MostRoleCharacters } || one.Content is null), "messages", "must have roles of at most 32 characters, and contents")
        .AddIf(messages.Sum(static one => (long)(one.Content?.Length ?? 0)) > LlamaRequest.MostCharacters, "messages", $"must have at most {LlamaRequest.MostCharacters} characters");

    private static void Check(LlamaSampling sampling, Violations found) => found
        .AddIf(sampling.Temperature is not (>= 0 and <= 5), "temperature", "must be 0 to 5")
        .AddIf(sampling.TopK < 0, "top_k", "must not be negative")
        .AddIf(sampling.TopP is not (> 0 and <= 1), "top_p", "must be above 0 and at most 1")
        .AddIf(sampling.MinP is not (>= 0 and < 1), "min_p", "must be 0 to 1, exclusively")
        .AddIf(sampling.RepeatPenalty is not (> 0 and <= 10), "repeat_penalty", "must be above 0 and at most 10")
        .AddIf(sampling.FrequencyPenalty is not (>= -10 and <= 10), "frequency_penalty", "must be -10 to 10")
        .AddIf(sampling.PresencePenalty is not (>= -10 and <= 10), "presence_penalty", "must be -10 to 10")
        .AddIf(sampling.PenaltyTokens is < 0 or > 65_536, "penalty_tokens", "must be 0 to 65,536");
}
