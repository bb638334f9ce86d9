using GroupChat.Chat.Log;

namespace GroupChat.Chat.Messages;

/// <summary>What changes of messages need to know first.</summary>
internal static class MessageChecks
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">MESSAGE_NOT_FOUND.</exception>
    public static Message RequireMessage(this IRoomEdit edit, MessageId message) =>
        edit.Message(message) ?? throw ChatErrors.MessageNotFound(message.ToString());

    /// <exception cref="ServiceDefaults.Errors.DomainError">MESSAGE_NOT_FOUND, MESSAGE_DELETED.</exception>
    public static Message RequireLiving(this IRoomEdit edit, MessageId message)
    {
        var found = edit.RequireMessage(message);
        found.RequireLiving();
        return found;
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">MESSAGE_DELETED.</exception>
    public static void RequireLiving(this Message message)
    {
        if (message.Deletion is not null)
            throw ChatErrors.MessageIsDeleted(message.Id.ToString());
    }
}
