using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Messages;

/// <summary>A post: the message, and a started answer with its turn for each agent of the room that speaks after it, all or nothing.</summary>
internal static class Posting
{
    /// <exception cref="DomainError">
    /// CLIENT_MESSAGE_ID_REUSED, MESSAGE_NOT_FOUND (reply), and those of <see cref="RoomGuard.RequirePoster"/>.
    /// </exception>
    public static PostedMessage Post(IRoomEdit edit, NewMessage message)
    {
        Participant author;
        MessageId? root;
        try
        {
            author = edit.RequirePoster(message.Author).Participant;
            root = message.ReplyTo is { } replyTo ? ThreadOf(edit, replyTo) : null;
        }
        catch (DomainError)
        {
            // Whoever was removed or muted since still learns that the message was posted.
            if (edit.FindSend(message.Key) is { } before)
                return Earlier(edit, message, before);
            throw;
        }

        // Last, and then nothing is refused any more: what a refused post has written would have to be undone.
        return edit.KeepSend(message.Key) is { } send ? Earlier(edit, message, send) : New(edit, message, author, root);
    }

    private static PostedMessage New(IRoomEdit edit, NewMessage message, Participant author, MessageId? root)
    {
        var mentions = Addressees.Of(edit, message.Handles, message.People);
        var posted = new Message(
            MessageId.New(edit.Now, edit.NextSequence), edit.Ref.Id, edit.NextSequence, author, message.ClientMessageId,
            [message.Content], message.ReplyTo, mentions, edit.Now, Answer: null)
        {
            ThreadRoot = root,
        };
        edit.Append(new RoomChange.MessagePosted(posted));
        Speakers.Ask(edit, posted);
        return new(posted, edit.Ref, AlreadyExisted: false, edit.NextSequence - 1);
    }

    /// <summary>A repeat gets the message as it is now; what has to match is what was posted.</summary>
    private static PostedMessage Earlier(IRoomEdit edit, NewMessage message, Send send)
    {
        if (send.Posted is not { } posted || !message.Says(posted))
            throw ChatErrors.ClientMessageIdReused(send.Posted?.Id.ToString() ?? "", send.Sequence);
        return new(edit.Message(posted.Id) ?? posted, edit.Ref, AlreadyExisted: true, edit.NextSequence - 1);
    }

    /// <summary>Replies to replies belong to the same thread. A deleted message keeps its thread.</summary>
    private static MessageId ThreadOf(IRoomEdit edit, MessageId message) =>
        edit.Message(message) is { } found ? found.ThreadRoot ?? found.Id : throw ChatErrors.MessageNotFound(message.ToString());
}
