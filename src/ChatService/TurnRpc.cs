using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>The face towards workers: turns go down their streams, text and results come up.</summary>
[ServiceOnly]
internal sealed partial class TurnRpc(
    TurnBroker broker, AssignmentDesk desk, AgentRegister agents, ToolCallReports tools, ChargeDesk charges, StreamLifetime lifetime) : TurnService.TurnServiceBase
{
    public override async Task RunTurns(
        IAsyncStreamReader<RunTurnsRequest> requestStream, IServerStreamWriter<RunTurnsResponse> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken) || requestStream.Current.Open is not { } open)
            throw ChatErrors.FirstFrameNotOpen();
        var offer = open.ToDomain();
        offer.Check();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.Stopping);
        var worker = broker.Open(offer);
        try
        {
            await StreamHalves.RunAsync(
                token => ReadAsync(worker, requestStream, token), token => WriteAsync(worker, responseStream, token), ends.Token);
        }
        catch (OperationCanceledException) when (lifetime.Stopping.IsCancellationRequested)
        {
            throw ChatErrors.Draining(TimeSpan.FromSeconds(1));
        }
        finally
        {
            broker.Close(worker);
        }
    }

    public override async Task<TellAgentsResponse> TellAgents(TellAgentsRequest request, ServerCallContext context)
    {
        await agents.TellAsync([.. request.Agents.Select(TurnMapping.ToDomain)], context.CancellationToken);
        return new();
    }

    private async Task ReadAsync(TurnWorker worker, IAsyncStreamReader<RunTurnsRequest> frames, CancellationToken cancellationToken)
    {
        await foreach (var frame in frames.ReadAllAsync(cancellationToken))
        {
            broker.Heard(worker);
            if (!await TakeToolAsync(worker, frame))
                await TakeAsync(worker, frame);
        }

        broker.Close(worker);
    }

    private async Task TakeAsync(TurnWorker worker, RunTurnsRequest frame)
    {
        switch (frame.FrameCase)
        {
            case RunTurnsRequest.FrameOneofCase.Open:
                throw ChatErrors.AlreadyOpen();
            case RunTurnsRequest.FrameOneofCase.Progress:
                if (IdsOf(frame.Progress.TurnId, frame.Progress.RunId) is { } entering && frame.Progress.ToDomain() is { } phase)
                    broker.Enter(worker, entering.Turn, entering.Run, phase, frame.Progress.ToWait());
                break;
            case RunTurnsRequest.FrameOneofCase.Delta:
                if (IdsOf(frame.Delta.TurnId, frame.Delta.RunId) is { } writing)
                    broker.Write(worker, writing.Turn, writing.Run, frame.Delta.Offset, frame.Delta.Text);
                break;
            case RunTurnsRequest.FrameOneofCase.Finish:
                await FinishAsync(worker, frame.Finish);
                break;
            case RunTurnsRequest.FrameOneofCase.Agents when frame.Agents.AgentIds.Count == 0:
                throw Violations.One("agents.agent_ids", "at least one");
            case RunTurnsRequest.FrameOneofCase.Agents:
                broker.Offer(worker, [.. frame.Agents.AgentIds.Select(id => new UserId(id))]);
                break;
            case RunTurnsRequest.FrameOneofCase.Heartbeat:
                break;
            default:
                throw ChatErrors.FrameEmpty();
        }
    }

    private async Task FinishAsync(TurnWorker worker, RunFinish finish)
    {
        if (IdsOf(finish.TurnId, finish.RunId) is not { } ids)
            throw Violations.One("finish", "turn_id and run_id as assigned");
        var (turn, run) = ids;
        var told = Whole("finish.charges", finish.Charges);
        var outcome = finish.ToOutcome(run) ?? throw Violations.One("finish.state", "COMPLETE, CANCELLED, FAILED or INTERRUPTED");
        var accepted = await broker.FinishAsync(worker, turn, run, outcome);
        // Of a run that has moved on the turn may be forgotten; what it took was used all the same, and counts once.
        if (!accepted)
            await charges.RecordAsync(told, CancellationToken.None);
        worker.Tell(new WorkerOrder.Finished(turn, run, accepted));
    }

    private async Task WriteAsync(TurnWorker worker, IServerStreamWriter<RunTurnsResponse> frames, CancellationToken cancellationToken)
    {
        await frames.WriteAsync(
            new() { Opened = new() { LeaseDuration = Duration.FromTimeSpan(TurnBroker.Lease) } }, cancellationToken);
        await foreach (var order in worker.Orders.ReadAllAsync(cancellationToken))
        {
            if (await FrameOfAsync(order, cancellationToken) is { } frame)
                await frames.WriteAsync(frame, cancellationToken);
        }
    }

    private async Task<RunTurnsResponse?> FrameOfAsync(WorkerOrder order, CancellationToken cancellationToken) => order switch
    {
        WorkerOrder.Start start => await desk.PrepareAsync(start, cancellationToken) is { } assignment
            ? new() { Assignment = assignment.ToProto() }
            : null,
        WorkerOrder.Stop stop => new() { Stop = new() { TurnId = stop.Turn.ToString(), RunId = stop.Run.ToString() } },
        WorkerOrder.Tool told => told.ToFrame(),
        WorkerOrder.Finished done => new()
        {
            Finished = new() { TurnId = done.Turn.ToString(), RunId = done.Run.ToString(), Accepted = done.Accepted },
        },
        _ => throw new InvalidOperationException(order.GetType().Name),
    };

    private static (TurnId Turn, RunId Run)? IdsOf(string turn, string run) =>
        TurnId.Parse(turn) is { } turnId && RunId.Parse(run) is { } runId ? (turnId, runId) : null;
}
