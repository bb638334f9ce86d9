using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// What an event means for the tables: the only place that writes them for a change of a room, so that running it over a log
/// rebuilds them. A new kind of change takes an arm of <see cref="RoomChange"/> with its two mappings in Wire, a case here, the
/// statements in a row module (portable SQL, written with <see cref="SqlSession.Send"/>), its table in both schemas, a line in
/// <see cref="RoomFold"/> when it touches the room itself or only messages, and a step in the histories of the rebuild test.
/// </summary>
internal static class Projector
{
    /// <summary>Puts an event at the end of its room's log and brings everything that is derived from the log up to it.</summary>
    public static void Add(SqlSession session, RoomState state, RoomEvent roomEvent, byte[] payload)
    {
        state.Apply(roomEvent);
        EventRows.Insert(session, state, payload);
        Project(session, roomEvent, state);
        if (roomEvent.Change.ChangesState() && roomEvent.Change is not RoomChange.RoomCreated)
            RoomRows.Update(session, state);
    }

    private static void Project(SqlSession session, RoomEvent roomEvent, RoomState state)
    {
        var key = state.Ref.Key;
        switch (roomEvent.Change)
        {
            case RoomChange.RoomCreated:
                RoomRows.Insert(session, state);
                break;
            case RoomChange.RoomUpdated:
                break; // the room's row is all there is to it
            case RoomChange.MemberJoined joined:
                MemberRows.Insert(session, key, joined.Member);
                break;
            case RoomChange.MemberLeft left:
                MemberRows.Delete(session, key, left.Participant.Id);
                break;
            case RoomChange.MemberUpdated updated:
                MemberRows.Update(session, key, updated.Member);
                break;
            case RoomChange.MessagePosted posted:
                SendRows.Insert(session, key, posted.Message);
                break;
            case RoomChange.AnswerStarted started:
                TurnRows.Insert(session, state.Ref, started.Message);
                break;
            case RoomChange.AnswerFinished finished:
                TurnRows.Delete(session, finished.Message.Answer!.TurnId);
                MessageRows.MoveContent(session, key, finished.Message.Sequence, roomEvent.Sequence);
                break;
            default:
                throw new InvalidOperationException($"No rows for {roomEvent.Change.GetType().Name}.");
        }
    }
}
