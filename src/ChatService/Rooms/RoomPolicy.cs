using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>
/// Who may do what in a room, as pure rules over the room and the member as they stand. Each rule refuses by throwing; a change
/// asks them before its first append. The order is always the same: is there such a room for the caller, is the caller a member,
/// is the room open, has the role the right, may the member speak now.
/// </summary>
internal static class RoomPolicy
{
    /// <summary>Private and direct rooms are there only for those who are in them or invited.</summary>
    public static bool IsVisible(RoomVisibility visibility, bool isMember, bool isInvited) =>
        visibility == RoomVisibility.Public || isMember || isInvited;

    /// <exception cref="DomainError">ROOM_NOT_FOUND for whom the room does not exist, NOT_A_MEMBER for all others who are no members.</exception>
    public static Member RequireMember(Room room, Member? member, bool isInvited) => member
        ?? throw (IsVisible(room.Visibility, isMember: false, isInvited)
            ? ChatErrors.NotAMember(room.Id.Value)
            : ChatErrors.RoomNotFound(room.Id.Value));

    /// <exception cref="DomainError">ROOM_ARCHIVED.</exception>
    public static void RequireOpen(Room room)
    {
        if (room.IsArchived)
            throw ChatErrors.RoomArchived(room.Id.Value);
    }

    /// <exception cref="DomainError">DIRECT_ROOM.</exception>
    public static void RequireNotDirect(Room room)
    {
        if (room.Visibility == RoomVisibility.Direct)
            throw ChatErrors.DirectRoom(room.Id.Value);
    }

    /// <exception cref="DomainError">ROLE_REQUIRED.</exception>
    public static void RequireRole(Member member, MemberRole least)
    {
        if (!member.Role.IsAtLeast(least))
            throw ChatErrors.RoleRequired(least);
    }

    /// <summary>Nobody acts on somebody of equal or higher rank.</summary>
    /// <exception cref="DomainError">OUTRANKED.</exception>
    public static void RequireAbove(Member actor, Member target)
    {
        if (!actor.Role.IsAbove(target.Role))
            throw ChatErrors.Outranked(target);
    }

    public static bool IsMuted(Member member, DateTimeOffset now) => member.MutedUntil > now;

    /// <summary>For everything that others see as coming from the member: posts, edits, reactions, typing.</summary>
    /// <exception cref="DomainError">ROOM_ARCHIVED, MUTED.</exception>
    public static void RequireVoice(Room room, Member member, DateTimeOffset now)
    {
        RequireOpen(room);
        RequireUnmuted(member, now);
    }

    /// <exception cref="DomainError">MUTED.</exception>
    public static void RequireUnmuted(Member member, DateTimeOffset now)
    {
        if (IsMuted(member, now))
            throw ChatErrors.Muted(member.MutedUntil!.Value);
    }

    /// <summary>Slow mode holds for members and guests; a post at the very end of the interval is in time.</summary>
    public static bool IsPaced(Room room, Member member) =>
        room.Settings.SlowMode > TimeSpan.Zero
        && member.Participant.Kind == ParticipantKind.Human
        && !member.Role.IsAtLeast(MemberRole.Moderator);

    /// <param name="room">The room.</param>
    /// <param name="member">Who posts.</param>
    /// <param name="lastPost">When they posted last; null when that is not known to matter.</param>
    /// <param name="now">The time of the post.</param>
    /// <exception cref="DomainError">SLOW_MODE, with the time that is left.</exception>
    public static void RequirePace(Room room, Member member, DateTimeOffset? lastPost, DateTimeOffset now)
    {
        if (!IsPaced(room, member) || lastPost is not { } last)
            return;
        var left = last + room.Settings.SlowMode - now;
        if (left > TimeSpan.Zero)
            throw ChatErrors.SlowMode(room.Settings.SlowMode, left);
    }

    public static bool IsActive(Ban? ban, DateTimeOffset now) => ban is not null && !(ban.ExpireTime <= now);
}
