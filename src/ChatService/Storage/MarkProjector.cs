using GroupChat.Chat.Log;
using GroupChat.Chat.Marks;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>What events mean for marks and for what is unread, beside what they mean for everything else.</summary>
internal static class MarkProjector
{
    /// <param name="session">The writer's.</param>
    /// <param name="before">The room before the event; null before the first.</param>
    /// <param name="state">The room after it.</param>
    /// <param name="change">The event.</param>
    public static void Project(SqlSession session, Room? before, RoomState state, RoomChange change)
    {
        switch (change)
        {
            case RoomChange.MessagePosted { Message.Author: { Kind: ParticipantKind.Human } author }:
                state.Spoke(author.Id);
                break;
            case RoomChange.MessageDeleted deleted:
                GoneRows.Add(session, state.Ref.Key, deleted.Message.Sequence);
                break;
            case RoomChange.MemberLeft left:
                state.ForgetSpoken(left.Participant.Id);
                MarkRows.Delete(session, state.Ref.Key, left.Participant.Id);
                break;
        }

        ShowOrHide(session, before, state);
    }

    private static void ShowOrHide(SqlSession session, Room? before, RoomState state)
    {
        var (wasTold, isTold) = (before is null || MarkRules.AreTold(before), MarkRules.AreTold(state.Room!));
        if (wasTold == isTold)
            return;
        state.FlushSpoken(session, wasTold);
        if (isTold)
            MarkRows.KeepUntold(session, state.Ref.Key);
        else
            MarkRows.Hide(session, state.Ref.Key);
    }
}
