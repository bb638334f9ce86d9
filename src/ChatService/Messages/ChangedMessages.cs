using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Messages;

/// <summary>Shows messages to those who have just changed them: as everybody sees them now, with the cursor of the change.</summary>
internal sealed class ChangedMessages(IMessageStore messages, LiveAnswers live, Cursors cursors)
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">MESSAGE_NOT_FOUND: retention was faster.</exception>
    public async Task<(Message Message, string Cursor)> ShowAsync(MessageChanged changed, UserId viewer, CancellationToken cancellationToken)
    {
        var message = await messages.FindAsync(changed.Room, changed.Message, viewer, cancellationToken);
        return (
            live.Complete(message ?? throw ChatErrors.MessageNotFound(changed.Message.ToString())),
            cursors.Make(changed.Room, changed.Sequence));
    }
}
