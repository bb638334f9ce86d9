using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Turns;

/// <summary>Calls of tools: which run may speak of them, and who hears of decisions.</summary>
internal sealed partial class TurnBroker
{
    /// <summary>Set when a call may have been decided about on another node.</summary>
    public WakeSignal Decisions { get; } = new();

    /// <summary>The room of a run; null when this worker does not hold it.</summary>
    public RoomId? RoomOf(TurnWorker worker, TurnId turn, RunId run) => Find(worker, turn, run)?.Turn.Room.Id;

    /// <summary>A call that waited was decided about: the worker that waits for it, if it is one of this node, hears of it.</summary>
    public void Decided(ToolCall call)
    {
        lock (_gate)
        {
            foreach (var job in _jobs.Values.Where(job => job.Turn.Answer == call.Answer))
            {
                if (job is { Worker: { } worker, Run: { } run })
                    worker.Tell(new WorkerOrder.Tool(job.Turn.Id, run, call.Number, new(call)));
            }
        }
    }
}
