using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Pins;

/// <summary>Pins: any member but a guest sets and takes them. What is so already gets an answer and no event.</summary>
internal static class Pinning
{
    public const int MaxPins = 100;

    /// <exception cref="ServiceDefaults.Errors.DomainError">
    /// NOT_A_MEMBER, ROOM_ARCHIVED, ROLE_REQUIRED, MESSAGE_NOT_FOUND, MESSAGE_DELETED, TOO_MANY_PINS.
    /// </exception>
    public static MessageChanged Pin(IRoomEdit edit, MessageId message, UserId caller)
    {
        var member = RequirePinner(edit, caller);
        edit.RequireLiving(message);
        if (edit.IsPinned(message))
            return MessageChanged.By(edit, message);
        if (edit.PinCount() >= MaxPins)
            throw ChatErrors.TooManyPins(MaxPins);
        edit.Append(new RoomChange.MessagePinned(message, member.Participant));
        return MessageChanged.By(edit, message);
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">NOT_A_MEMBER, ROOM_ARCHIVED, ROLE_REQUIRED, MESSAGE_NOT_FOUND.</exception>
    public static MessageChanged Unpin(IRoomEdit edit, MessageId message, UserId caller)
    {
        var member = RequirePinner(edit, caller);
        edit.RequireMessage(message);
        if (edit.IsPinned(message))
            edit.Append(new RoomChange.MessageUnpinned(message, member.Participant));
        return MessageChanged.By(edit, message);
    }

    private static Member RequirePinner(IRoomEdit edit, UserId caller)
    {
        var member = edit.RequireMember(caller);
        RoomPolicy.RequireOpen(edit.Room);
        RoomPolicy.RequireRole(member, MemberRole.Member);
        return member;
    }
}
