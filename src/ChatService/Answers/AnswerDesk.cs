using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Turns;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Answers;

/// <summary>Stops answers, and has them made again, on behalf of members.</summary>
internal sealed class AnswerDesk(
    IMessageStore messages, IRoomWriter writer, TurnClosing turns, RoomAccess access, LiveAnswers live, RemoteStop elsewhere, ChangedMessages changed)
{
    /// <summary>The answer as it ended: stopped now with the text so far, or as it had ended before.</summary>
    public async Task<(Message Answer, long HeadSequence)> CancelAsync(
        string roomId, string messageId, UserId caller, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(roomId.Length == 0, "room_id", "required")
            .AddIf(messageId.Length == 0, "message_id", "required")
            .ThrowIfAny();
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        if (MessageId.Parse(messageId) is not { } id
            || await messages.FindAsync(membership.Room, id, cancellationToken) is not { } message)
            throw ChatErrors.MessageNotFound(messageId);
        if (message.Answer is not { } answer)
            throw ChatErrors.NotAnAnswer(messageId);
        if (answer.State != AnswerState.Generating)
            return (message, membership.HeadSequence);
        var (growing, by) = (live.Find(id), membership.Member!.Participant);
        var ended = await elsewhere.TryAsync(membership.Room, message, growing, by, cancellationToken)
            ?? await StopAsync(membership.Room.Id, answer.TurnId, growing, by, cancellationToken)
            ?? (await messages.FindAsync(membership.Room, id, cancellationToken))!;
        return (ended, (await access.FindAsync(roomId, caller, cancellationToken)).HeadSequence);
    }

    /// <summary>The answer as it begins anew, the cursor of that, and whether the request had been made before.</summary>
    public async Task<(Message Message, string Cursor, bool AlreadyExisted)> RegenerateAsync(
        MessageTarget target, SendKey request, CancellationToken cancellationToken)
    {
        if (!MessageRules.IsKey(request.ClientMessageId))
            throw Violations.One("request_id", $"1 to {MessageRules.MaxClientMessageId} printable ASCII characters");
        var restarted = await writer.ChangeAsync(target.Room, edit => Regenerating.Regenerate(edit, target, request), cancellationToken);
        var (message, cursor) = await changed.ShowAsync(restarted.Changed, request.Author, cancellationToken);
        return (message, cursor, restarted.AlreadyExisted);
    }

    private async Task<Message?> StopAsync(
        RoomId room, TurnId turn, LiveAnswer? growing, Participant by, CancellationToken cancellationToken)
    {
        var (run, text) = growing?.Freeze() ?? default;
        try
        {
            var outcome = new AnswerOutcome(AnswerState.Cancelled, run, text ?? "") { CancelledBy = by };
            return await turns.CloseAsync(room, turn, onlyRun: null, outcome, cancellationToken);
        }
        catch
        {
            growing?.Thaw();
            throw;
        }
    }
}
