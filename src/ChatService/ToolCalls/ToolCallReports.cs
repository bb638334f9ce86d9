using GroupChat.Chat.Log;
using GroupChat.Chat.Turns;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.ToolCalls;

/// <summary>Records what workers say about the calls of their runs. Each word is answered on the worker's stream.</summary>
internal sealed class ToolCallReports(TurnBroker broker, IRoomWriter writer, ChatOptions options)
{
    public Task RequestAsync(TurnWorker worker, TurnId turn, RunId run, ToolWish wish)
    {
        var approval = TimeSpan.FromSeconds(options.ToolApprovalSeconds);
        return ChangeAsync(worker, turn, run, wish.Number, edit => ToolCallSteps.Request(edit, turn, run, wish, approval));
    }

    public Task StartAsync(TurnWorker worker, TurnId turn, RunId run, int number) =>
        ChangeAsync(worker, turn, run, number, edit => ToolCallSteps.Start(edit, turn, run, number));

    public Task FinishAsync(TurnWorker worker, TurnId turn, RunId run, int number, ToolCallState state, string result) =>
        ChangeAsync(worker, turn, run, number, edit => ToolCallSteps.Finish(edit, turn, run, number, state, result));

    private async Task ChangeAsync(TurnWorker worker, TurnId turn, RunId run, int number, Func<IRoomEdit, ToolReply> step)
    {
        var reply = ToolReply.Because(ToolReply.RunNotHeld);
        try
        {
            // Not tied to the worker's stream: what it has done is to be known whatever becomes of it.
            if (broker.RoomOf(worker, turn, run) is { } room)
                reply = await writer.ChangeAsync(room, step, CancellationToken.None);
        }
        catch (DomainError error)
        {
            // The worker keeps what else it has.
            reply = ToolReply.Because(error.Reason);
        }

        worker.Tell(new WorkerOrder.Tool(turn, run, number, reply));
    }
}
