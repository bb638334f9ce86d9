using System.Threading.Channels;
using GroupChat.Agents.Tools;
using GroupChat.Agents.Tools.Ledger;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Agents.Neighbours;

/// <summary>
/// The calls of a run, recorded over the worker's stream: each frame is answered with the call as it stands, and a decision comes by
/// itself. Answers and decisions may pass each other, so of two states the later in a call's life counts.
/// </summary>
internal sealed class RunToolCalls(RunAssignment run, ChannelWriter<RunTurnsRequest> frames) : IToolLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, RecordedCall> _calls = run.ToolCalls.ToDictionary(static call => call.Number, ToolCallMapping.ToRecord);
    private readonly Dictionary<int, string> _rejected = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<RecordedCall> Earlier { get; } = [.. run.ToolCalls.Select(ToolCallMapping.ToRecord)];

    public void Heard(RunToolCall told)
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            if (told.ToolCall?.ToRecord() is not { } call)
                _rejected[told.Number] = told.RejectedReason;
            else if (!_calls.TryGetValue(told.Number, out var known) || known.State < call.State)
                _calls[told.Number] = call;
            (news, _news) = (_news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        news.SetResult();
    }

    public Task<RecordedCall> RequestAsync(CallRequest request, CancellationToken cancellationToken) =>
        SayAsync(request.ToFrame(run), request.Number, CallState.WaitingForApproval, cancellationToken);

    public Task<RecordedCall> DecidedAsync(int number, CancellationToken cancellationToken) =>
        UntilAsync(number, CallState.Approved, cancellationToken);

    public Task StartAsync(int number, CancellationToken cancellationToken)
    {
        var start = new RunToolStart { TurnId = run.TurnId, RunId = run.RunId, Number = number };
        return SayAsync(new RunTurnsRequest { ToolStart = start }, number, CallState.Running, cancellationToken);
    }

    public Task FinishAsync(int number, CallState state, string result, CancellationToken cancellationToken)
    {
        var end = new RunToolResult { TurnId = run.TurnId, RunId = run.RunId, Number = number, State = (ToolCallState)state, Result = result };
        return SayAsync(new RunTurnsRequest { ToolResult = end }, number, CallState.Done, cancellationToken);
    }

    private async Task<RecordedCall> SayAsync(RunTurnsRequest frame, int number, CallState least, CancellationToken cancellationToken)
    {
        await frames.WriteAsync(frame, cancellationToken);
        return await UntilAsync(number, least, cancellationToken);
    }

    private async Task<RecordedCall> UntilAsync(int number, CallState least, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                if (_rejected.Remove(number, out var why))
                    throw new ToolException($"it could not be recorded ({why}).");
                if (_calls.TryGetValue(number, out var call) && call.State >= least)
                    return call;
                news = _news.Task;
            }
            await news.WaitAsync(cancellationToken);
        }
    }
}
