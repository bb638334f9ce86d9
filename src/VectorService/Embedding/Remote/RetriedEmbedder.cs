using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Embedding.Remote;

/// <summary>Asks again when a server fails in a way that may pass: at once would be too soon, and much later nobody waits any more.</summary>
internal sealed class RetriedEmbedder(IEmbeddingGenerator<string, Embedding<float>> inner, int retries, TimeProvider time)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToArray();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await InnerGenerator.GenerateAsync(texts, options, cancellationToken);
            }
            catch (DomainError error) when (error.Code == ErrorCode.Unavailable && attempt < retries && PauseOf(error, attempt) <= Longest)
            {
                await Task.Delay(PauseOf(error, attempt), time, cancellationToken);
            }
        }
    }

    // A server that asks for more patience than that is not waited for: the caller is told, and when to come again.
    private static TimeSpan PauseOf(DomainError error, int attempt) =>
        error.RetryAfter is { } wanted && wanted > First ? wanted : TimeSpan.FromTicks(Math.Min(First.Ticks << attempt, Longest.Ticks));
}
