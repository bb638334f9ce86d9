using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.Vectors.Points;
using Grpc.Core;

namespace GroupChat.Vectors;

internal sealed partial class VectorRpc
{
    public override async Task StreamPoints(
        IAsyncStreamReader<StreamPointsRequest> requestStream, IServerStreamWriter<StreamPointsResponse> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken) || requestStream.Current.Open is not { } open)
            throw VectorErrors.FirstFrameNotOpen();
        var stream = await intake.OpenAsync(open.Address.ToDomain(), context.CancellationToken);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.Stopping);
        var reading = ReadAsync(stream, requestStream, ends.Token);
        try
        {
            await AnswerAsync(stream, responseStream, context.CancellationToken);
        }
        catch (OperationCanceledException) when (lifetime.Stopping.IsCancellationRequested)
        {
            throw EndErrors.Draining();
        }
        finally
        {
            // Nothing is read any more once the call has ended.
            await ends.CancelAsync();
            await reading;
        }
    }

    /// <summary>Never fails: what went wrong ends the answers, after those to the points before it.</summary>
    private static async Task ReadAsync(
        PointStream stream, IAsyncStreamReader<StreamPointsRequest> frames, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in frames.ReadAllAsync(cancellationToken))
                await stream.AddAsync(DraftsOf(frame), cancellationToken);
            stream.Finish();
        }
        catch (Exception failed)
        {
            stream.Finish(failed);
        }
    }

    private async Task AnswerAsync(
        PointStream stream, IServerStreamWriter<StreamPointsResponse> frames, CancellationToken cancellationToken)
    {
        await frames.WriteAsync(new() { Opened = new() { MaxWaiting = PointStream.MaxWaiting } }, cancellationToken);
        long answered = 0;
        await foreach (var (drafts, reasons) in stream.TakeAsync(lifetime.Stopping, cancellationToken))
        {
            answered += drafts.Count;
            var results = drafts.ToContract(reasons).Results;
            await frames.WriteAsync(new() { AnsweredCount = answered, Answered = new() { Results = { results } } }, cancellationToken);
        }
    }

    private static PointDraft[] DraftsOf(StreamPointsRequest frame) => frame.FrameCase switch
    {
        StreamPointsRequest.FrameOneofCase.Open => throw VectorErrors.AlreadyOpen(),
        StreamPointsRequest.FrameOneofCase.Batch when frame.Batch.Points.Count is > 0 and <= PointIntake.MaxPoints =>
            [.. frame.Batch.Points.Select(VectorMapping.ToDomain)],
        StreamPointsRequest.FrameOneofCase.Batch => throw Violations.One("batch.points", $"must have 1 to {PointIntake.MaxPoints} points"),
        _ => throw VectorErrors.FrameEmpty(),
    };
}
