using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Changing what a room is.</summary>
internal static class RoomUpdates
{
    /// <exception cref="DomainError">DIRECT_ROOM, and those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<Room> Update(IRoomEdit edit, UserId caller, RoomPatch patch)
    {
        Memberships.RequireNotDirect(edit, caller);
        var actor = edit.RequireRole(caller, patch.LeastRole);
        return Append(edit, actor, patch.ApplyTo(edit.Room));
    }

    /// <summary>Into the archive, or out of it. A room stays as it is when it is there already.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER, DIRECT_ROOM, ROLE_REQUIRED.</exception>
    public static Changed<Room> Archive(IRoomEdit edit, UserId caller, bool isArchived)
    {
        Memberships.RequireNotDirect(edit, caller);
        var actor = edit.RequireMember(caller);
        RoomPolicy.RequireRole(actor, MemberRole.Owner);
        return Append(edit, actor, edit.Room with { IsArchived = isArchived });
    }

    private static Changed<Room> Append(IRoomEdit edit, Member actor, Room updated)
    {
        if (updated != edit.Room)
            edit.Append(new RoomChange.RoomUpdated(updated with { HeadSequence = edit.NextSequence }, actor.Participant));
        return Changed<Room>.Of(edit, edit.Room);
    }
}
