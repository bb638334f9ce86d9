using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Messages;

/// <summary>
/// A deletion: the message stays in its place without what it said, and the events that carried its text lose it in the same
/// transaction. What was sent before is sent: a copy that is on its way to a reader arrives.
/// </summary>
internal static class Deleting
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">NOT_A_MEMBER, ROOM_ARCHIVED, MESSAGE_NOT_FOUND, ROLE_REQUIRED.</exception>
    public static MessageChanged Delete(IRoomEdit edit, MessageId id, UserId caller)
    {
        var member = edit.RequireMember(caller);
        RoomPolicy.RequireOpen(edit.Room);
        var message = edit.RequireMessage(id);
        if (message.Author.Id != caller)
            RoomPolicy.RequireRole(member, MemberRole.Moderator);
        if (message.Deletion is null)
        {
            if (message.Answer is { State: AnswerState.Generating })
                message = Stop(edit, message, member.Participant);
            // Nobody asks any more.
            foreach (var turn in edit.OpenTurns(id))
                Stop(edit, edit.RequireMessage(turn.Answer), member.Participant);
            edit.Append(new RoomChange.MessageDeleted(message.Delete(member.Participant, edit.Now)));
        }

        return MessageChanged.By(edit, id);
    }

    /// <summary>Every answer ends before it can be deleted. Its text so far is not written: it would be deleted at once.</summary>
    private static Message Stop(IRoomEdit edit, Message answer, Participant by)
    {
        ToolCallSteps.EndAll(edit, answer.Id);
        var run = edit.OpenTurn(answer.Answer!.TurnId)?.Run;
        var stopped = new AnswerOutcome(AnswerState.Cancelled, run, Text: "") { CancelledBy = by }.Close(answer);
        edit.Append(new RoomChange.AnswerFinished(stopped));
        return stopped;
    }
}
