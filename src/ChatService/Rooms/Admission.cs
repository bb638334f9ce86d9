using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>How people come into a room.</summary>
internal static class Admission
{
    /// <summary>Makes somebody a member; a member stays one. The token is looked at only where nothing else lets them in.</summary>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, JOIN_LINK_..., ROOM_ARCHIVED, BANNED.</exception>
    public static JoinedRoom Join(IRoomEdit edit, Participant person, string joinToken)
    {
        if (edit.Member(person.Id) is { } present)
            return new(edit.Room, present);
        var link = RoomPolicy.IsVisible(edit.Room.Visibility, isMember: false, edit.Invitation(person.Id) is not null)
            ? null
            : Open(edit, joinToken);
        RoomPolicy.RequireOpen(edit.Room);
        edit.RequireNotBanned(person.Id);
        if (link is not null)
            edit.CountUse(link);
        var member = Add(edit, person, MemberRole.Member);
        return new(edit.Room, member);
    }

    /// <summary>For somebody who is no member. What they had to bear when they left, they bear again.</summary>
    public static Member Add(IRoomEdit edit, Participant participant, MemberRole role, SpeakingPolicy speaking = SpeakingPolicy.None)
    {
        var restraint = edit.Restraint(participant.Id);
        var member = new Member(participant, restraint is { IsGuest: true } ? MemberRole.Guest : role, edit.Now, edit.NextSequence)
        {
            MutedUntil = restraint?.MutedUntil > edit.Now ? restraint.MutedUntil : null,
            Speaking = speaking,
        };
        edit.Append(new RoomChange.MemberJoined(member));
        return member;
    }

    private static JoinLink Open(IRoomEdit edit, string token)
    {
        if (token.Length == 0)
            throw ChatErrors.RoomNotFound(edit.Ref.Id.Value);
        var link = (JoinToken.Hash(token) is { } hash ? edit.JoinLink(hash) : null) ?? throw ChatErrors.JoinLinkInvalid();
        if (link.IsExpired(edit.Now))
            throw ChatErrors.JoinLinkExpired(link.ExpireTime);
        return link.IsUsedUp ? throw ChatErrors.JoinLinkUsedUp(link.MaxUses) : link;
    }
}
