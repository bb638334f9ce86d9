using System.Diagnostics;

namespace GroupChat.Agents.Turns;

/// <summary>One run of a turn, as telemetry sees it. What was said is never recorded.</summary>
internal sealed class TurnObservation : IDisposable
{
    private const string InvokeAgent = "invoke_agent";

    private readonly Activity? _activity;
    private readonly TimeProvider _time;
    private readonly long _start;

    public TurnObservation(Turn turn, TimeProvider time)
    {
        (_time, _start) = (time, time.GetTimestamp());
        _activity = AgentTelemetry.Activities.StartActivity($"{InvokeAgent} {turn.Agent.DisplayName}")
            ?.SetTag(AgentTelemetry.OperationName, InvokeAgent)
            .SetTag(AgentTelemetry.AgentId, turn.Agent.AgentId)
            .SetTag(AgentTelemetry.AgentName, turn.Agent.DisplayName)
            .SetTag(AgentTelemetry.RequestModel, turn.Agent.ModelId)
            .SetTag(AgentTelemetry.ConversationId, turn.RoomId);
    }

    public void Ended(TurnOutcome outcome)
    {
        var tags = new TagList { { "groupchat.turn.state", outcome.State.ToString() } };
        if (outcome.FailureReason is { } reason)
        {
            tags.Add(AgentTelemetry.ErrorType, reason);
            _activity?.SetTag(AgentTelemetry.ErrorType, reason).SetStatus(ActivityStatusCode.Error);
        }
        _activity?.SetTag(AgentTelemetry.InputTokens, outcome.Usage.InputTokens)
            .SetTag(AgentTelemetry.OutputTokens, outcome.Usage.OutputTokens);
        AgentTelemetry.TurnDuration.Record(_time.GetElapsedTime(_start).TotalSeconds, tags);
    }

    public void Dispose() => _activity?.Dispose();
}
