using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>
/// An edit: what the message says is replaced, what it said stays in the log as a revision. The last one wins. Agents that the new
/// text mentions are not asked: they were asked by what was posted, or are asked by the next message. What they answered may be made
/// again from the new text.
/// </summary>
internal static class Editing
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">
    /// NOT_A_MEMBER, ROOM_ARCHIVED, MUTED, MESSAGE_NOT_FOUND, NOT_THE_AUTHOR, MESSAGE_DELETED; to make answers again AGENT_SILENT,
    /// TOO_MANY_VERSIONS, QUOTA_EXCEEDED, TOO_MANY_ANSWERS.
    /// </exception>
    public static MessageChanged Edit(IRoomEdit edit, MessageEdit wanted)
    {
        var author = edit.RequireMember(wanted.Author);
        RoomPolicy.RequireVoice(edit.Room, author, edit.Now);
        var message = edit.RequireMessage(wanted.Target.Message);
        if (message.Author.Id != wanted.Author)
            throw ChatErrors.NotTheAuthor(message.Id.ToString());
        message.RequireLiving();
        var mentions = Addressees.Of(edit, wanted.Handles, wanted.People);
        if (!Says(message, wanted.Content, mentions))
        {
            var answers = wanted.Rerun ? Regenerating.AnswersTo(edit, message.Id, wanted.Author) : [];
            edit.Append(new RoomChange.MessageEdited(message with
            {
                Parts = [wanted.Content],
                Mentions = mentions,
                EditTime = edit.Now,
                EditCount = message.EditCount + 1,
            }));
            foreach (var answer in answers)
                Regenerating.Restart(edit, answer, author.Participant);
        }

        return MessageChanged.By(edit, message.Id);
    }

    private static bool Says(Message message, ContentPart content, IReadOnlyList<Participant> mentions) =>
        message.Parts is [var part] && part == content
        && message.Mentions.Select(mention => mention.Id).SequenceEqual(mentions.Select(mention => mention.Id));
}
