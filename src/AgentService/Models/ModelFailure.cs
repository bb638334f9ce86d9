namespace GroupChat.Agents.Models;

/// <summary>
/// A model did not answer. The text names no prompt, no key and nothing that the server wrote: it may be logged and shown to an
/// administrator.
/// </summary>
/// <param name="text">One sentence.</param>
/// <param name="isTransient">Another attempt, or another model, may do better.</param>
/// <param name="inner">What it was found by, if that holds nothing of the kind either.</param>
internal sealed class ModelFailure(string text, bool isTransient, Exception? inner = null) : Exception(text, inner)
{
    public bool IsTransient { get; } = isTransient;

    /// <summary>When the server wants to be asked again, if it said so.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static ModelFailure Unreachable(HttpRequestException error) =>
        new($"The model's server cannot be reached: {error.HttpRequestError}.", isTransient: true);

    public static ModelFailure Silent() => new("The model's server was silent for too long.", isTransient: true);

    public static ModelFailure Cut() => new("The model's server broke its answer off.", isTransient: true);

    public static ModelFailure Unreadable() => new("The model's server answered in a way that cannot be read.", isTransient: false);

    public static ModelFailure TooLong() => new("The model's server sent more than an answer can be.", isTransient: false);

    /// <summary>The server said that something went wrong, after its first word.</summary>
    public static ModelFailure Reported() => new("The model's server reported an error.", isTransient: true);

    public static ModelFailure Status(int status, TimeSpan? retryAfter = null) => new(
        status switch
        {
            401 or 403 => $"The model's server refuses the key (status {status}).",
            404 => "The model's server does not know the model or the address (status 404).",
            429 => "The model's server is asked too much (status 429).",
            _ => $"The model's server answered with status {status}.",
        },
        isTransient: status is 408 or 425 or 429 or >= 500)
    { RetryAfter = retryAfter };
}
