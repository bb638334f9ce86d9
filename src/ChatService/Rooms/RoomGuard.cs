using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>The rules of <see cref="RoomPolicy"/>, asked about a room that is being changed.</summary>
internal static class RoomGuard
{
    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER.</exception>
    public static Member RequireMember(this IRoomEdit edit, UserId caller) =>
        edit.Member(caller) ?? RoomPolicy.RequireMember(edit.Room, member: null, edit.Invitation(caller) is not null);

    /// <summary>For changes of the room: a member of at least this role, and the room is open.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER, ROLE_REQUIRED, ROOM_ARCHIVED.</exception>
    public static Member RequireRole(this IRoomEdit edit, UserId caller, MemberRole least)
    {
        var member = edit.RequireMember(caller);
        RoomPolicy.RequireRole(member, least);
        RoomPolicy.RequireOpen(edit.Room);
        return member;
    }

    /// <summary>For whatever others see as said by the member: messages, edits, reactions.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER, ROOM_ARCHIVED, MUTED.</exception>
    public static Member RequireSpeaker(this IRoomEdit edit, UserId caller)
    {
        var member = edit.RequireMember(caller);
        RoomPolicy.RequireVoice(edit.Room, member, edit.Now);
        return member;
    }

    /// <summary>For a new message: a speaker whose time in slow mode has come.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER, ROOM_ARCHIVED, MUTED, SLOW_MODE.</exception>
    public static Member RequirePoster(this IRoomEdit edit, UserId caller)
    {
        var member = edit.RequireSpeaker(caller);
        if (RoomPolicy.IsPaced(edit.Room, member))
            RoomPolicy.RequirePace(edit.Room, member, edit.LastPost(caller), edit.Now);
        return member;
    }

    /// <exception cref="DomainError">BANNED.</exception>
    public static void RequireNotBanned(this IRoomEdit edit, UserId user)
    {
        if (edit.Ban(user) is { } ban && RoomPolicy.IsActive(ban, edit.Now))
            throw ChatErrors.Banned(ban);
    }
}
