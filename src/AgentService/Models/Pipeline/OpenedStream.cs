using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>
/// An answer whose first words are there. Until then nothing was shown to anybody, so that a failed attempt can be made again
/// elsewhere; from then on a failure is the answer's.
/// </summary>
internal sealed class OpenedStream : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates;
    private readonly List<ChatResponseUpdate> _first;

    private OpenedStream(IAsyncEnumerator<ChatResponseUpdate> updates, List<ChatResponseUpdate> first) =>
        (_updates, _first) = (updates, first);

    public static async ValueTask<OpenedStream> OpenAsync(
        IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var updates = client.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            var first = new List<ChatResponseUpdate>();
            while (await updates.MoveNextAsync())
            {
                first.Add(updates.Current);
                if (updates.Current.Contents.Count > 0)
                    break;
            }
            return new(updates, first);
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> RestAsync()
    {
        foreach (var update in _first)
            yield return update;
        while (await _updates.MoveNextAsync())
            yield return _updates.Current;
    }

    public ValueTask DisposeAsync() => _updates.DisposeAsync();
}
