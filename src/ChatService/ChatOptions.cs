using System.ComponentModel.DataAnnotations;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat;

/// <summary>Settings under "Chat".</summary>
internal sealed class ChatOptions : IValidatableObject
{
    /// <summary>Agents that join every new room. Default: <c>assistant</c>, shown as Assistant.</summary>
    public List<AgentSetting> DefaultAgents { get; } = [];

    /// <summary>Seconds after which a question that no worker takes fails with NO_WORKER. Default 120.</summary>
    [Range(1, 86_400)]
    public int TurnQueueTimeoutSeconds { get; set; } = 120;

    /// <summary>Seconds for which a call of a tool can be approved. Default 300.</summary>
    [Range(5, 86_400)]
    public int ToolApprovalSeconds { get; set; } = 300;

    /// <summary>Minutes between two looks at what rooms do not want to keep any longer. Default 5.</summary>
    [Range(1, 10_080)]
    public int RetentionIntervalMinutes { get; set; } = 5;

    /// <summary>How much answers may cost.</summary>
    public QuotaLimits Quotas { get; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        DefaultAgents.DistinctBy(agent => agent.Handle).Count() == DefaultAgents.Count
            ? []
            : [new ValidationResult("each handle only once", [nameof(DefaultAgents)])];

    // A default inside the list would be added to by configuration instead of replaced.
    public DefaultAgents ToDefaultAgents()
    {
        var agents = DefaultAgents.Count > 0 ? DefaultAgents : [new AgentSetting { Handle = "assistant", Name = "Assistant" }];
        return new([.. agents.Select(agent => new Participant(Handle.ToAgentId(agent.Handle), agent.Name, ParticipantKind.Agent))]);
    }
}
