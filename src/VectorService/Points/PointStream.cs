using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace GroupChat.Vectors.Points;

/// <summary>
/// Points of one stream between the half that reads them and the half that takes them in. Full: the reading half waits, and with it
/// the sender. Whatever has come while a batch was being written is the next batch.
/// </summary>
internal sealed class PointStream(PointAddress address, PointIntake intake)
{
    /// <summary>Points that wait at most: one batch while another is being written.</summary>
    public const int MaxWaiting = PointIntake.MaxPoints;

    private readonly Channel<PointDraft> _waiting = Channel.CreateBounded<PointDraft>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });

    public async Task AddAsync(IEnumerable<PointDraft> drafts, CancellationToken cancellationToken)
    {
        foreach (var draft in drafts)
            await _waiting.Writer.WriteAsync(draft, cancellationToken);
    }

    /// <summary>No more will come. The error, if any, ends the answers once the points before it are answered.</summary>
    public void Finish(Exception? error = null) => _waiting.Writer.TryComplete(error);

    /// <summary>Answers in the order of the points.</summary>
    /// <param name="stopping">Ends it between two batches: what is being written is still answered.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async IAsyncEnumerable<(IReadOnlyList<PointDraft> Drafts, IReadOnlyList<string> Reasons)> TakeAsync(
        CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        while (await _waiting.Reader.WaitToReadAsync(either.Token))
        {
            var batch = new List<PointDraft>();
            while (batch.Count < PointIntake.MaxPoints && _waiting.Reader.TryRead(out var draft))
                batch.Add(draft);
            yield return (batch, await intake.UpsertAsync(address, batch, cancellationToken));
        }
    }
}
