using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>How memberships end, and what members may do.</summary>
internal static class Memberships
{
    /// <summary>Ends the caller's membership; false when there is none.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, DIRECT_ROOM, LAST_OWNER.</exception>
    public static bool Leave(IRoomEdit edit, UserId user)
    {
        if (edit.Member(user) is not { } member)
        {
            return RoomPolicy.IsVisible(edit.Room.Visibility, isMember: false, edit.Invitation(user) is not null)
                ? false
                : throw ChatErrors.RoomNotFound(edit.Ref.Id.Value);
        }

        RoomPolicy.RequireNotDirect(edit.Room);
        if (IsLastOwner(edit, member) && edit.HasOtherPeople(user))
            throw ChatErrors.LastOwner(edit.Ref.Id.Value);
        edit.Append(new RoomChange.MemberLeft(member.Participant));
        return true;
    }

    /// <exception cref="DomainError">MEMBER_NOT_FOUND, LAST_OWNER, OUTRANKED, and those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<Member> SetRole(IRoomEdit edit, UserId caller, UserId user, MemberRole role)
    {
        RequireNotDirect(edit, caller);
        var actor = edit.RequireRole(caller, MemberRole.Owner);
        var target = edit.Member(user) ?? throw ChatErrors.MemberNotFound(user.Value);
        if (target.Role == role)
            return Changed<Member>.Of(edit, target);
        if (target.Participant.Kind == ParticipantKind.Agent && role == MemberRole.Owner)
            throw Violations.One("role", "an agent cannot own a room");
        if (user != caller)
            RoomPolicy.RequireAbove(actor, target);
        else if (IsLastOwner(edit, target))
            throw ChatErrors.LastOwner(edit.Ref.Id.Value);
        return Update(edit, target with { Role = role }, actor);
    }

    /// <summary>Mutes somebody; null lets them speak again.</summary>
    /// <exception cref="DomainError">MEMBER_NOT_FOUND, OUTRANKED, and those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<Member> Mute(IRoomEdit edit, UserId caller, UserId user, DateTimeOffset? until)
    {
        RequireNotDirect(edit, caller);
        var actor = edit.RequireRole(caller, MemberRole.Moderator);
        var target = edit.Member(user) ?? throw ChatErrors.MemberNotFound(user.Value);
        RoomPolicy.RequireAbove(actor, target);
        return target.MutedUntil == until ? Changed<Member>.Of(edit, target) : Update(edit, target with { MutedUntil = until }, actor);
    }

    /// <summary>Takes somebody out of the room; they may come back.</summary>
    /// <exception cref="DomainError">OUTRANKED, and those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<bool> Remove(IRoomEdit edit, UserId caller, UserId user, string note)
    {
        RequireNotDirect(edit, caller);
        var actor = edit.RequireRole(caller, MemberRole.Moderator);
        if (edit.Member(user) is not { } target)
            return Changed<bool>.Of(edit, false);
        RoomPolicy.RequireAbove(actor, target);
        edit.Append(new RoomChange.MemberLeft(target.Participant, MemberLeftReason.Removed, actor.Participant, note));
        return Changed<bool>.Of(edit, true);
    }

    /// <summary>Whoever is not in a direct room must not learn that it is one.</summary>
    internal static void RequireNotDirect(IRoomEdit edit, UserId caller)
    {
        edit.RequireMember(caller);
        RoomPolicy.RequireNotDirect(edit.Room);
    }

    private static Changed<Member> Update(IRoomEdit edit, Member member, Member by)
    {
        edit.Append(new RoomChange.MemberUpdated(member, by.Participant));
        return Changed<Member>.Of(edit, member);
    }

    private static bool IsLastOwner(IRoomEdit edit, Member member) =>
        member.Role == MemberRole.Owner && !edit.HasOtherPeople(member.Participant.Id, MemberRole.Owner);
}
