using GroupChat.Contracts.Chat.V1;

namespace GroupChat.TestSupport;

/// <summary>How far members have come, as events tell it: what somebody wrote, they have read. Rooms that hide marks tell nothing.</summary>
internal static class ReplicaMarks
{
    private const int MostMembersTold = 256;

    public static void Apply(RoomReplica replica, RoomEvent next)
    {
        switch (next.ChangeCase)
        {
            case RoomEvent.ChangeOneofCase.MessagePosted when next.MessagePosted.Message.Author.Kind == ParticipantKind.Human:
                Raise(replica, next.MessagePosted.Message.Author.UserId, next.Sequence, next.Sequence);
                break;
            case RoomEvent.ChangeOneofCase.ReadMarksMoved:
                foreach (var mark in next.ReadMarksMoved.Marks)
                    Raise(replica, mark.UserId, mark.DeliveredSequence, mark.ReadSequence);
                break;
            case RoomEvent.ChangeOneofCase.MemberLeft:
                replica.Marks.Remove(next.MemberLeft.Participant.UserId);
                break;
        }

        if (replica.Room.Settings?.HideReadMarks == true || replica.Members.Count > MostMembersTold)
            replica.Marks.Clear();
    }

    private static void Raise(RoomReplica replica, string user, long delivered, long read)
    {
        var before = replica.Marks.TryGetValue(user, out var known) ? known : new ReadMark { UserId = user };
        replica.Marks[user] = new()
        {
            UserId = user,
            DeliveredSequence = Math.Max(before.DeliveredSequence, delivered),
            ReadSequence = Math.Max(before.ReadSequence, read),
        };
    }
}
