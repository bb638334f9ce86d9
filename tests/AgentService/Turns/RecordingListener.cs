using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Tools;
using GroupChat.Agents.Tools.Ledger;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Tests.Turns;

/// <summary>Remembers what a run told, and lets a test wait for its words.</summary>
internal sealed class RecordingListener : ITurnListener
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<TurnPhase> Phases { get; } = [];

    public List<TurnDelta> Deltas { get; } = [];

    public List<ModelProgress> Progress { get; } = [];

    public FakeLedger Ledger { get; } = new();

    public IToolLedger Tools => Ledger;

    public Task FirstText => _first.Task;

    public void Entered(TurnPhase phase) => Phases.Add(phase);

    public void Progressed(ModelProgress progress) => Progress.Add(progress);

    public void Wrote(TurnDelta delta)
    {
        Deltas.Add(delta);
        _first.TrySetResult();
    }
}
