using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models;

/// <summary>What a model has to tell before its first text: the place in its queue, or how much of the prompt has been read.</summary>
internal sealed class ModelProgress : AIContent
{
    /// <summary>Requests that will be started before this one; null once it has been started.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>Tokens of the prompt that have been read.</summary>
    public int PromptTokensRead { get; init; }

    /// <summary>Tokens of the prompt; 0 while it waits.</summary>
    public int PromptTokens { get; init; }
}
