using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Agents as members: who brings them in, when they speak, and how they go.</summary>
internal static class RoomAgents
{
    /// <summary>Each of them may be asked by one message.</summary>
    public const int Most = 32;

    /// <summary>An agent joins at once: it has nobody to ask. <paramref name="speaking"/> none leaves it to what is there.</summary>
    /// <exception cref="DomainError">BANNED, TOO_MANY_AGENTS, and those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<Member> Add(IRoomEdit edit, UserId caller, Participant agent, SpeakingPolicy speaking)
    {
        var actor = edit.RequireRole(caller, MemberRole.Member);
        var present = edit.Member(agent.Id);
        if (present is not null && (speaking == SpeakingPolicy.None || speaking == present.Speaking))
            return Changed<Member>.Of(edit, present);
        if (present is not null || speaking is not (SpeakingPolicy.None or SpeakingPolicy.OnMention))
            RequireOrder(edit, actor);
        if (present is not null)
        {
            var changed = present with { Speaking = speaking };
            edit.Append(new RoomChange.MemberUpdated(changed, actor.Participant));
            return Changed<Member>.Of(edit, changed);
        }

        edit.RequireNotBanned(agent.Id);
        if (edit.Agents.Count >= Most)
            throw ChatErrors.TooManyAgents(Most);
        return Changed<Member>.Of(
            edit, Admission.Add(edit, agent, MemberRole.Member, speaking == SpeakingPolicy.None ? SpeakingPolicy.OnMention : speaking));
    }

    /// <summary>What it is writing it ends.</summary>
    /// <exception cref="DomainError">OUTRANKED, and those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static Changed<bool> Remove(IRoomEdit edit, UserId caller, UserId agent)
    {
        var actor = edit.RequireRole(caller, MemberRole.Member);
        RequireOrder(edit, actor);
        if (edit.Member(agent) is not { } target)
            return Changed<bool>.Of(edit, false);
        if (edit.Room.Visibility != RoomVisibility.Direct)
            RoomPolicy.RequireAbove(actor, target);
        edit.Append(new RoomChange.MemberLeft(target.Participant, MemberLeftReason.Removed, actor.Participant));
        return Changed<bool>.Of(edit, true);
    }

    /// <summary>A direct room has no moderators: both decide.</summary>
    private static void RequireOrder(IRoomEdit edit, Member actor)
    {
        if (edit.Room.Visibility != RoomVisibility.Direct)
            RoomPolicy.RequireRole(actor, MemberRole.Moderator);
    }
}
