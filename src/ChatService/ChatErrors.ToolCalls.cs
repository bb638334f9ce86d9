using System.Globalization;
using GroupChat.Chat.ToolCalls;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat;

/// <summary>What decisions about calls of tools refuse.</summary>
internal static partial class ChatErrors
{
    public static DomainError ToolCallNotFound(int number) =>
        new(ErrorCode.NotFound, "TOOL_CALL_NOT_FOUND", "The answer has no such call.", Numbered(number));

    public static DomainError ToolCallExpired(int number) =>
        new(ErrorCode.FailedPrecondition, "TOOL_CALL_EXPIRED", "Nobody decided about the call in time.", Numbered(number));

    public static DomainError ToolCallChanged(int number) => new(
        ErrorCode.FailedPrecondition, "TOOL_CALL_CHANGED", "The call has other arguments than those that were shown.", Numbered(number));

    public static DomainError ToolCallDecided(ToolCall call) => new(
        ErrorCode.FailedPrecondition, "TOOL_CALL_DECIDED", "The call does not wait for a decision.",
        new Dictionary<string, string>
        {
            ["number"] = call.Number.ToString(CultureInfo.InvariantCulture),
            ["state"] = call.State.ToString(),
        });

    public static DomainError ApproverRequired() => new(
        ErrorCode.PermissionDenied, "APPROVER_REQUIRED", "Only the member who asked and moderators may decide about the call.");

    private static Dictionary<string, string> Numbered(int number) => new() { ["number"] = number.ToString(CultureInfo.InvariantCulture) };
}
