using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>The commands of a random history that are about a room and who is in it.</summary>
internal static class RoomSteps
{
    public const int Kinds = 14;

    /// <summary>Somebody does something to somebody.</summary>
    public static Func<IRoomEdit, object> Of(int kind, UserId user, UserId other, int pick) => kind switch
    {
        0 => edit => Invitations.Invite(edit, user, StoreHouse.Person(other.Value)),
        1 => edit => Invitations.Decline(edit, user),
        2 => edit => Invitations.Withdraw(edit, user, other),
        3 => edit => Bans.Ban(edit, user, StoreHouse.Person(other.Value), $"reason {pick % 3}", pick % 2 == 0 ? null : edit.Now.AddHours(1)),
        4 or 5 => edit => Bans.Unban(edit, user, other),
        6 => edit => Memberships.Mute(edit, user, other, edit.Now.AddMinutes(pick % 3)),
        7 => edit => Memberships.Mute(edit, user, other, until: null),
        8 => edit => Memberships.SetRole(edit, user, other, (MemberRole)(1 + (pick % 4))),
        9 => edit => Memberships.Remove(edit, user, other, "note"),
        10 => edit => RoomUpdates.Update(edit, user, Patch(pick)),
        11 => edit => RoomUpdates.Archive(edit, user, isArchived: pick % 4 == 0),
        12 => edit => RoomAgents.Add(edit, user, StoreHouse.Agents[pick % 2], (SpeakingPolicy)(pick % 6)),
        13 => edit => RoomAgents.Remove(edit, user, StoreHouse.Agents[pick % 2].Id),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static RoomPatch Patch(int pick) => (pick % 4) switch
    {
        0 => new() { Topic = $"topic {pick % 5}" },
        3 => new() { MaxAgentTurns = pick % 7 },
        1 => new() { SlowMode = TimeSpan.FromSeconds(pick % 2) },
        _ => new() { Visibility = pick % 2 == 0 ? RoomVisibility.Private : RoomVisibility.Public },
    };
}
