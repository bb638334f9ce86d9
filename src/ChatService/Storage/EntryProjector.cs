using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The part of <see cref="Projector"/> that says who may come in, and what holds for them.</summary>
internal static class EntryProjector
{
    /// <summary>Before the member's row is written or deleted.</summary>
    public static void Project(SqlSession session, RoomEvent roomEvent, RoomState state)
    {
        var key = state.Ref.Key;
        switch (roomEvent.Change)
        {
            case RoomChange.MemberJoined joined:
                Forget(session, key, joined.Member.Participant.Id);
                break;
            case RoomChange.MemberLeft left:
                RestraintRows.Keep(session, key, left.Participant.Id);
                break;
            case RoomChange.MemberInvited invited:
                InvitationRows.Insert(session, key, roomEvent, invited);
                break;
            case RoomChange.InvitationEnded ended:
                InvitationRows.Delete(session, key, ended.Participant.Id);
                break;
            case RoomChange.MemberBanned banned:
                BanRows.Set(session, key, banned.Ban);
                break;
            case RoomChange.MemberUnbanned unbanned:
                BanRows.Delete(session, key, unbanned.Participant.Id);
                break;
            case RoomChange.RoomUpdated { Room.Settings.SlowMode.Ticks: 0 }:
                LastPostRows.Clear(session, key);
                break;
            case RoomChange.MessagePosted posted when state.Room!.Settings.SlowMode > TimeSpan.Zero:
                LastPostRows.Set(session, key, posted.Message.Author.Id, roomEvent.CommitTime);
                break;
        }
    }

    // Who has come in needs no invitation, and is not kept out by a ban that has expired.
    private static void Forget(SqlSession session, long roomKey, UserId user)
    {
        InvitationRows.Delete(session, roomKey, user);
        BanRows.Delete(session, roomKey, user);
        RestraintRows.Delete(session, roomKey, user);
    }
}
