using System.Globalization;
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

    public static DomainError VersionNotFound(string agentId, long version) => new(
        ErrorCode.NotFound,
        "AGENT_VERSION_NOT_FOUND",
        "The agent has no such version.",
        new Dictionary<string, string> { ["agent_id"] = agentId, ["version"] = Text(version) });

    public static DomainError HandleTaken(string handle) => new(
        ErrorCode.AlreadyExists,
        "AGENT_HANDLE_TAKEN",
        "Another agent has this handle, or had it.",
        new Dictionary<string, string> { ["handle"] = handle });

    public static DomainError AgentChanged(string agentId, long version) => new(
        ErrorCode.Aborted,
        "AGENT_CHANGED",
        "The agent has another version by now.",
        new Dictionary<string, string> { ["agent_id"] = agentId, ["version"] = Text(version) });

    /// <summary>The model was configured anew since the agent was changed.</summary>
    public static DomainError AdapterNotFound(string modelId, string name) => new(
        ErrorCode.FailedPrecondition,
        "ADAPTER_NOT_FOUND",
        "The agent's model has no adapter of this name.",
        new Dictionary<string, string> { ["model_id"] = modelId, ["adapter"] = name });

    public static DomainError TooManyAgents(int most) => new(
        ErrorCode.ResourceExhausted,
        "TOO_MANY_AGENTS",
        $"There are at most {most}.",
        new Dictionary<string, string> { ["max"] = Text(most) });

    public static DomainError OwnerRequired() => new(
        ErrorCode.PermissionDenied,
        "ROLE_REQUIRED",
        "Agents of a room are for its owners to change.",
        new Dictionary<string, string> { ["required_role"] = "MEMBER_ROLE_OWNER" });

    public static DomainError OwnersOnly() => new(
        ErrorCode.PermissionDenied,
        "ROLE_REQUIRED",
        "This is for owners of the room.",
        new Dictionary<string, string> { ["required_role"] = "MEMBER_ROLE_OWNER" });

    public static DomainError NotAnAnswer(string messageId) => new(
        ErrorCode.FailedPrecondition,
        "NOT_AN_ANSWER",
        "The message is no answer of an agent, or was deleted.",
        new Dictionary<string, string> { ["message_id"] = messageId });

    public static DomainError ExplanationNotFound(string messageId) => new(
        ErrorCode.NotFound,
        "EXPLANATION_NOT_FOUND",
        "It is not, or no longer, known what the answer was made from.",
        new Dictionary<string, string> { ["message_id"] = messageId });

    public static DomainError NotAMember(string roomId) => new(
        ErrorCode.PermissionDenied, "NOT_A_MEMBER", "The caller is not a member of the room.", new Dictionary<string, string> { ["room_id"] = roomId });

    public static DomainError RoomNotFound(string roomId) => new(
        ErrorCode.NotFound, "ROOM_NOT_FOUND", "There is no such room.", new Dictionary<string, string> { ["room_id"] = roomId });

    public static DomainError InvalidPageToken() => new(
        ErrorCode.InvalidArgument, "INVALID_PAGE_TOKEN", "The page token is not one this method returned.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
