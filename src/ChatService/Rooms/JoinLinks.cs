using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Making and ending join links.</summary>
internal static class JoinLinks
{
    public const int Max = 50;

    /// <summary>Links that open nothing any more make room for the new one when there are many.</summary>
    /// <exception cref="DomainError">TOO_MANY_JOIN_LINKS, and those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static JoinLink Create(IRoomEdit edit, UserId caller, byte[] tokenHash, TimeSpan timeToLive, int maxUses)
    {
        Memberships.RequireNotDirect(edit, caller);
        var maker = edit.RequireRole(caller, MemberRole.Moderator);
        var links = edit.JoinLinks();
        var dead = links.Where(old => old.IsUsedUp || old.IsExpired(edit.Now)).ToList();
        if (links.Count - dead.Count >= Max)
            throw ChatErrors.TooManyJoinLinks(Max);
        foreach (var old in dead.Take(links.Count - Max + 1))
            edit.RemoveJoinLink(old.Id);
        var link = new JoinLink(Guid.CreateVersion7(edit.Now), maker.Participant, edit.Now, edit.Now + timeToLive, maxUses, UseCount: 0);
        edit.AddJoinLink(link, tokenHash);
        return link;
    }

    /// <exception cref="DomainError">Those of <see cref="RoomGuard.RequireRole"/>.</exception>
    public static bool Revoke(IRoomEdit edit, UserId caller, Guid link)
    {
        edit.RequireRole(caller, MemberRole.Moderator);
        edit.RemoveJoinLink(link);
        return true;
    }
}
