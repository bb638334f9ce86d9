using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Keeping people out.</summary>
internal static class Bans
{
    /// <summary>A member who is banned leaves first; an invitation ends.</summary>
    /// <exception cref="DomainError">OUTRANKED, and those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<Ban> Ban(IRoomEdit edit, UserId caller, Participant person, string reason, DateTimeOffset? until)
    {
        Memberships.RequireNotDirect(edit, caller);
        var actor = edit.RequireRole(caller, MemberRole.Moderator);
        var target = edit.Member(person.Id);
        if (target is not null)
            RoomPolicy.RequireAbove(actor, target);
        if (edit.Ban(person.Id) is { } held && RoomPolicy.IsActive(held, edit.Now) && held.Reason == reason && held.ExpireTime == until)
            return Changed<Ban>.Of(edit, held);
        var ban = new Ban(target?.Participant ?? person, actor.Participant, reason, edit.Now, until);
        if (target is not null)
            edit.Append(new RoomChange.MemberLeft(target.Participant, MemberLeftReason.Banned, actor.Participant, reason));
        if (edit.Invitation(person.Id) is { } invitation)
            edit.Append(new RoomChange.InvitationEnded(invitation.Participant, actor.Participant));
        edit.Append(new RoomChange.MemberBanned(ban));
        return Changed<Ban>.Of(edit, ban);
    }

    /// <summary>False for somebody who is not banned.</summary>
    /// <exception cref="DomainError">Those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<bool> Unban(IRoomEdit edit, UserId caller, UserId user)
    {
        Memberships.RequireNotDirect(edit, caller);
        var actor = edit.RequireRole(caller, MemberRole.Moderator);
        if (edit.Ban(user) is not { } ban || !RoomPolicy.IsActive(ban, edit.Now))
            return Changed<bool>.Of(edit, false);
        edit.Append(new RoomChange.MemberUnbanned(ban.Participant, actor.Participant));
        return Changed<bool>.Of(edit, true);
    }
}
