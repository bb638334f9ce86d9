using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Asking people in, and taking it back.</summary>
internal static class Invitations
{
    public const int MaxOpen = 1000;

    /// <summary>An agent joins at once: it has nobody to ask.</summary>
    /// <exception cref="DomainError">BANNED, DIRECT_ROOM, TOO_MANY_INVITATIONS, and those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<Invited> Invite(IRoomEdit edit, UserId caller, Participant person)
    {
        var inviter = edit.RequireRole(caller, MemberRole.Member);
        if (edit.Member(person.Id) is { } present)
            return Changed<Invited>.Of(edit, new(null, present));
        if (edit.Invitation(person.Id) is { } open)
            return Changed<Invited>.Of(edit, new(open, null));
        edit.RequireNotBanned(person.Id);
        if (person.Kind == ParticipantKind.Agent)
            return Changed<Invited>.Of(edit, new(null, RoomAgents.Add(edit, caller, person, SpeakingPolicy.None).Value));
        RoomPolicy.RequireNotDirect(edit.Room);
        if (edit.InvitationCount >= MaxOpen)
            throw ChatErrors.TooManyInvitations(MaxOpen);
        var invited = edit.Append(new RoomChange.MemberInvited(person, inviter.Participant));
        return Changed<Invited>.Of(
            edit,
            new(new(edit.Ref, edit.Room.DisplayName, person, inviter.Participant, invited.CommitTime, invited.Sequence), null));
    }

    /// <summary>The invited person says no; possible in an archived room, too.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND for somebody who cannot see the room.</exception>
    public static bool Decline(IRoomEdit edit, UserId caller)
    {
        if (edit.Invitation(caller) is { } invitation)
        {
            edit.Append(new RoomChange.InvitationEnded(invitation.Participant, invitation.Participant));
            return true;
        }

        if (!RoomPolicy.IsVisible(edit.Room.Visibility, edit.Member(caller) is not null, isInvited: false))
            throw ChatErrors.RoomNotFound(edit.Ref.Id.Value);
        return false;
    }

    /// <exception cref="DomainError">Those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<bool> Withdraw(IRoomEdit edit, UserId caller, UserId user)
    {
        var member = edit.RequireMember(caller);
        var invitation = edit.Invitation(user);
        if (invitation?.InvitedBy.Id != caller)
            RoomPolicy.RequireRole(member, MemberRole.Moderator);
        if (invitation is null)
            return Changed<bool>.Of(edit, false);
        RoomPolicy.RequireOpen(edit.Room);
        edit.Append(new RoomChange.InvitationEnded(invitation.Participant, member.Participant));
        return Changed<bool>.Of(edit, true);
    }
}
