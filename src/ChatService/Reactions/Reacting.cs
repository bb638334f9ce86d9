using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Reactions;

/// <summary>Reactions: each member reacts once with each emoji. Whoever has reacted so, or has not, gets an answer and no event.</summary>
internal static class Reacting
{
    /// <summary>Kinds of reactions to one message: more cannot be shown, and each is a row in every page of the history.</summary>
    public const int MaxKinds = 50;

    /// <exception cref="ServiceDefaults.Errors.DomainError">
    /// NOT_A_MEMBER, ROOM_ARCHIVED, MUTED, MESSAGE_NOT_FOUND, MESSAGE_DELETED, TOO_MANY_REACTIONS.
    /// </exception>
    public static MessageChanged Add(IRoomEdit edit, MessageId message, string emoji, UserId caller)
    {
        var member = RequireReader(edit, message, caller);
        var state = edit.Reactions(message, emoji, caller);
        if (!state.HasKind && state.Kinds >= MaxKinds)
            throw ChatErrors.TooManyReactions(MaxKinds);
        if (!state.Reacted)
            edit.Append(new RoomChange.ReactionAdded(message, emoji, member.Participant));
        return MessageChanged.By(edit, message);
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">
    /// NOT_A_MEMBER, ROOM_ARCHIVED, MUTED, MESSAGE_NOT_FOUND, MESSAGE_DELETED.
    /// </exception>
    public static MessageChanged Remove(IRoomEdit edit, MessageId message, string emoji, UserId caller)
    {
        var member = RequireReader(edit, message, caller);
        if (edit.Reactions(message, emoji, caller).Reacted)
            edit.Append(new RoomChange.ReactionRemoved(message, emoji, member.Participant));
        return MessageChanged.By(edit, message);
    }

    private static Member RequireReader(IRoomEdit edit, MessageId message, UserId caller)
    {
        var member = edit.RequireMember(caller);
        RoomPolicy.RequireVoice(edit.Room, member, edit.Now);
        edit.RequireLiving(message);
        return member;
    }
}
