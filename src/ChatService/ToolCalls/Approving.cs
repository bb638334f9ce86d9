using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.ToolCalls;

/// <summary>
/// Members decide about calls. The first decision holds. An approval is for the arguments that were shown, which the caller says again by
/// their hash, and for one call.
/// </summary>
internal static class Approving
{
    /// <exception cref="DomainError">
    /// NOT_A_MEMBER, ROOM_ARCHIVED, MUTED, ROLE_REQUIRED, MESSAGE_NOT_FOUND, NOT_AN_ANSWER, TOOL_CALL_NOT_FOUND, APPROVER_REQUIRED, TOOL_CALL_CHANGED,
    /// TOOL_CALL_DECIDED, TOOL_CALL_EXPIRED.
    /// </exception>
    public static ToolCall Approve(IRoomEdit edit, MessageId answer, int number, string argumentsHash, UserId caller)
    {
        var (member, call) = Require(edit, answer, number, caller);
        if (call.ArgumentsHash.Length > 0 && !call.ArgumentsHash.Equals(argumentsHash, StringComparison.Ordinal))
            throw ChatErrors.ToolCallChanged(number);
        if (call.DecidedBy is not null && call.State != ToolCallState.Refused)
            return call;
        return Decide(edit, call, ToolCallState.Approved, member);
    }

    /// <exception cref="DomainError">As <see cref="Approve"/>.</exception>
    public static ToolCall Refuse(IRoomEdit edit, MessageId answer, int number, UserId caller)
    {
        var (member, call) = Require(edit, answer, number, caller);
        return call is { State: ToolCallState.Refused, DecidedBy: not null } ? call : Decide(edit, call, ToolCallState.Refused, member);
    }

    /// <summary>Its time is over. Null when it was decided before, or still can be.</summary>
    public static ToolCall? Expire(IRoomEdit edit, MessageId answer, int number)
    {
        if (edit.ToolCall(answer, number) is not { State: ToolCallState.WaitingForApproval } waiting || !IsOver(waiting, edit.Now))
            return null;
        var expired = waiting with { State = ToolCallState.Expired, DecideTime = edit.Now, FinishTime = edit.Now };
        edit.Append(new RoomChange.ToolCallDecided(expired));
        return expired;
    }

    private static ToolCall Decide(IRoomEdit edit, ToolCall call, ToolCallState state, Member by)
    {
        if (call.State == ToolCallState.Expired || (call.State == ToolCallState.WaitingForApproval && IsOver(call, edit.Now)))
            throw ChatErrors.ToolCallExpired(call.Number);
        if (call.State != ToolCallState.WaitingForApproval)
            throw ChatErrors.ToolCallDecided(call);
        var decided = call with
        {
            State = state,
            DecidedBy = by.Participant,
            DecideTime = edit.Now,
            FinishTime = state == ToolCallState.Refused ? edit.Now : null,
        };
        edit.Append(new RoomChange.ToolCallDecided(decided));
        return decided;
    }

    private static (Member Member, ToolCall Call) Require(IRoomEdit edit, MessageId answer, int number, UserId caller)
    {
        var member = edit.RequireSpeaker(caller);
        RoomPolicy.RequireRole(member, MemberRole.Member);
        if (edit.RequireLiving(answer).Answer is not { } details)
            throw ChatErrors.NotAnAnswer(answer.ToString());
        var call = edit.ToolCall(answer, number) ?? throw ChatErrors.ToolCallNotFound(number);
        RequireApprover(member, edit.Message(details.Question));
        return (member, call);
    }

    /// <summary>Whoever asked, and moderators: people only.</summary>
    private static void RequireApprover(Member member, Message? question)
    {
        var asked = question?.Author.Id == member.Participant.Id;
        if (member.Participant.Kind != ParticipantKind.Human || !(asked || member.Role.IsAtLeast(MemberRole.Moderator)))
            throw ChatErrors.ApproverRequired();
    }

    private static bool IsOver(ToolCall call, DateTimeOffset now) => call.ExpireTime <= now;
}
