using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Messages;

/// <summary>A post: the message, and a started answer with its turn for each agent of the room that it asks, all or nothing.</summary>
internal static class Posting
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">NOT_A_MEMBER, MESSAGE_NOT_FOUND (reply), CLIENT_MESSAGE_ID_REUSED.</exception>
    public static PostedMessage Post(IRoomEdit edit, NewMessage message)
    {
        var author = edit.Member(message.Author)?.Participant ?? throw ChatErrors.NotAMember(edit.Ref.Id.Value);
        if (edit.FindSend(message.Key) is { } send)
            return Earlier(edit, message, send);
        MessageId? root = message.ReplyTo is { } replyTo ? ThreadOf(edit, replyTo) : null;
        var mentions = Addressees.Of(edit, message.Handles, message.People);
        var posted = new Message(
            MessageId.New(edit.Now, edit.NextSequence), edit.Ref.Id, edit.NextSequence, author, message.ClientMessageId,
            [message.Content], message.ReplyTo, mentions, edit.Now, Answer: null)
        {
            ThreadRoot = root,
        };
        edit.Append(new RoomChange.MessagePosted(posted));
        foreach (var agent in mentions.Where(mention => mention.Kind == ParticipantKind.Agent))
            StartAnswer(edit, posted, agent);
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

    private static void StartAnswer(IRoomEdit edit, Message question, Participant agent)
    {
        var begun = new Answer(TurnId.New(edit.Now), RunId: null, question.Id, AnswerState.Generating);
        edit.Append(new RoomChange.AnswerStarted(new Message(
            MessageId.New(edit.Now, edit.NextSequence), edit.Ref.Id, edit.NextSequence, agent, ClientMessageId: "", [], question.Id, [],
            edit.Now, begun)
        {
            ThreadRoot = question.ThreadRoot ?? question.Id,
        }));
    }
}
