using GroupChat.Agents.Models;
using GroupChat.Agents.Tools.Ledger;

namespace GroupChat.Agents.Turns;

/// <summary>Hears how a run goes, in order and from one thread at a time. It must not wait: a model is waiting for it.</summary>
internal interface ITurnListener
{
    void Entered(TurnPhase phase);

    /// <summary>The model says how far it is before it writes.</summary>
    void Progressed(ModelProgress progress);

    void Wrote(TurnDelta delta);

    /// <summary>Where the run's calls of tools are recorded.</summary>
    IToolLedger Tools { get; }
}
