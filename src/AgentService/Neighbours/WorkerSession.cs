using System.Threading.Channels;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Neighbours;

/// <summary>
/// One life of the stream to TurnService. What comes down is worked on until it ends or is stopped. When the stream is lost,
/// the runs are given up: ChatService hands their turns out again.
/// </summary>
internal sealed partial class WorkerSession(
    AsyncDuplexStreamingCall<RunTurnsRequest, RunTurnsResponse> call, AssignedTurns turns, UsageLedger usage, TimeProvider time, ILogger logger)
{
    // A full channel makes runs wait with their text, which merges meanwhile.
    private const int WaitingFrames = 64;

    private readonly Channel<RunTurnsRequest> _frames = Channel.CreateBounded<RunTurnsRequest>(WaitingFrames);

    // Touched by the reader only; a run stays until its end has been answered.
    private readonly Dictionary<string, ActiveRun> _runs = [];

    /// <summary>True once the other side has accepted this worker.</summary>
    public bool Opened { get; private set; }

    /// <summary>Works until the stream ends; an end in error comes as an exception.</summary>
    public async Task RunAsync(string workerId, CancellationToken cancellationToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = turns.Changed;
        var open = new WorkerOpen { WorkerId = workerId, MaxConcurrentTurns = turns.MostAtATime, AgentIds = { turns.AgentIds } };
        await _frames.Writer.WriteAsync(new RunTurnsRequest { Open = open }, cancellationToken);
        Task[] saying = [WriteAsync(lost), OfferAsync(changed, lost.Token)];
        try
        {
            await ReadAsync(lost.Token);
        }
        finally
        {
            await lost.CancelAsync();
            var ending = Task.WhenAll(_runs.Values.Select(static run => run.Work).Concat(saying));
            await ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Nobody has said that what they took is counted.
            await usage.RecordAsync([.. _runs.Values.SelectMany(static run => run.Charges)]);
            foreach (var run in _runs.Values)
                run.Dispose();
        }
    }

    /// <summary>Agents come and go while the stream is open.</summary>
    private async Task OfferAsync(Task changed, CancellationToken lost)
    {
        while (true)
        {
            await changed.WaitAsync(lost);
            changed = turns.Changed;
            await _frames.Writer.WriteAsync(new RunTurnsRequest { Agents = new WorkerAgents { AgentIds = { turns.AgentIds } } }, lost);
        }
    }

    private async Task WriteAsync(CancellationTokenSource lost)
    {
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync(lost.Token))
                await call.RequestStream.WriteAsync(frame, lost.Token);
        }
        finally
        {
            // Without a writer the runs would wait for ever.
            await lost.CancelAsync();
        }
    }

    private async Task ReadAsync(CancellationToken lost)
    {
        using var heartbeat = new Heartbeat(_frames.Writer, time);
        await foreach (var frame in call.ResponseStream.ReadAllAsync(lost))
        {
            switch (frame.FrameCase)
            {
                case RunTurnsResponse.FrameOneofCase.Opened:
                    Opened = true;
                    heartbeat.Start(frame.Opened.LeaseDuration.ToTimeSpan());
                    break;
                case RunTurnsResponse.FrameOneofCase.Assignment:
                    Start(frame.Assignment, lost);
                    break;
                case RunTurnsResponse.FrameOneofCase.Stop when _runs.TryGetValue(frame.Stop.RunId, out var run):
                    run.Stop();
                    break;
                case RunTurnsResponse.FrameOneofCase.ToolCall when _runs.TryGetValue(frame.ToolCall.RunId, out var calling):
                    calling.Heard(frame.ToolCall);
                    break;
                case RunTurnsResponse.FrameOneofCase.Finished:
                    End(frame.Finished);
                    break;
            }
        }
    }

    private void Start(RunAssignment assignment, CancellationToken lost)
    {
        var run = new ActiveRun(assignment, _frames.Writer, time, lost);
        if (_runs.TryAdd(assignment.RunId, run))
            run.Start((listener, stop) => turns.AnswerAsync(assignment, listener, stop));
        else
            run.Dispose();
    }

    private void End(RunFinished finished)
    {
        if (!finished.Accepted)
            EndNotWanted(finished.TurnId, finished.RunId);
        if (_runs.Remove(finished.RunId, out var run))
            run.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Turn {TurnId} had moved on when run {RunId} ended")]
    private partial void EndNotWanted(string turnId, string runId);
}
