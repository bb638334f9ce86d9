using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools;

/// <summary>Something that a model may ask for.</summary>
/// <param name="Function">What it is called, what it takes and what it does. Its result is text.</param>
/// <param name="Effect">What a call does beyond its result.</param>
/// <param name="Limits">What calls may take.</param>
internal sealed record Tool(AIFunction Function, ToolEffect Effect, ToolLimits Limits)
{
    public string Name => Function.Name;

    /// <summary>Whose words its name, description and schema are. Default: the server's own.</summary>
    public ContentLabel DescribedBy { get; init; } = new(ContentTrust.Operator, ContentAudience.Public);

    /// <summary>Tells one definition from another of the same name. Empty for tools that never change.</summary>
    public string Definition { get; init; } = "";

    /// <summary>When members are asked about calls of it; null as for others.</summary>
    public ApprovalPolicy? Approval { get; init; }

    /// <summary>A sentence for members who are asked. Default none.</summary>
    public string Hint { get; init; } = "";

    /// <summary>What its results are. Default: from outside, and found for the asking member.</summary>
    public ContentLabel Label { get; init; } = new(ContentTrust.Outside, ContentAudience.AskingMember);
}
