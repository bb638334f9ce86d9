using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents;

/// <summary>Every refusal of this service that is not about a single field of a request.</summary>
internal static class AgentErrors
{
    public static DomainError AgentNotFound(string agentId) => new(
        ErrorCode.NotFound,
        "AGENT_NOT_FOUND",
        "There is no agent of this id.",
        new Dictionary<string, string> { ["agent_id"] = agentId });

    public static DomainError InvalidPageToken() => new(
        ErrorCode.InvalidArgument, "INVALID_PAGE_TOKEN", "The page token is not one this method returned.");
}
