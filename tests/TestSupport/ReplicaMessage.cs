using GroupChat.Contracts.Chat.V1;

namespace GroupChat.TestSupport;

/// <summary>A message that a replica knows.</summary>
public sealed class ReplicaMessage(Message message)
{
    /// <summary>As events carry it: without reactions, thread and pin.</summary>
    public Message Message { get; set; } = message;

    public ReplicaReactions Reactions { get; } = new();
}
