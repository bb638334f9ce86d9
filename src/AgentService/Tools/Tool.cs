using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools;

/// <summary>Something that a model may ask for.</summary>
/// <param name="Function">What it is called, what it takes and what it does. Its result is text.</param>
/// <param name="Effect">What a call does beyond its result.</param>
/// <param name="Limits">What calls may take.</param>
internal sealed record Tool(AIFunction Function, ToolEffect Effect, ToolLimits Limits)
{
    public string Name => Function.Name;

    /// <summary>What its results are. Default: from outside, and found for the asking member.</summary>
    public ContentLabel Label { get; init; } = new(ContentTrust.Outside, ContentAudience.AskingMember);
}
