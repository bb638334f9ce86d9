using GroupChat.Chat.Flags;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
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
        var before = state.Room;
        state.Apply(roomEvent);
        EventRows.Insert(session, state, payload);
        EntryProjector.Project(session, roomEvent, state);
        Project(session, roomEvent, state);
        MarkProjector.Project(session, before, state, roomEvent.Change);
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
            case RoomChange.RoomUpdated or RoomChange.MemberInvited or RoomChange.InvitationEnded
                or RoomChange.MemberBanned or RoomChange.MemberUnbanned:
                break; // the room's row, or what EntryProjector writes, is all there is to it
            case RoomChange.MemberJoined joined:
                MemberRows.Insert(session, key, joined.Member);
                break;
            case RoomChange.MemberLeft left:
                MemberRows.Delete(session, key, left.Participant.Id);
                if (left.Participant.Kind == ParticipantKind.Agent)
                    AgentTurnRows.Delete(session, key, left.Participant.Id);
                break;
            case RoomChange.MemberUpdated updated:
                MemberRows.Update(session, key, updated.Member);
                break;
            case RoomChange.MessagePosted posted:
                if (state.KeptSend != roomEvent.Sequence)
                    SendRows.Insert(session, key, posted.Message);
                MentionRows.Add(session, key, posted.Message);
                ThreadRows.Add(session, key, posted.Message);
                break;
            case RoomChange.ReadMarksMoved moved:
                MarkRows.Tell(session, key, moved.Marks);
                break;
            case RoomChange.AnswerStarted started:
                TurnRows.Insert(session, state.Ref, started.Message, roomEvent.Sequence);
                AgentTurnRows.Set(session, key, started.Message);
                ThreadRows.Add(session, key, started.Message);
                break;
            case RoomChange.AnswerFinished finished:
                TurnRows.Delete(session, finished.Message.Answer!.TurnId);
                MessageRows.MoveContent(session, key, finished.Message, roomEvent.Sequence);
                break;
            case RoomChange.AnswerRestarted restarted:
                TurnRows.Insert(session, state.Ref, restarted.Message, roomEvent.Sequence);
                RestartRows.Insert(session, key, restarted);
                ToolCallRows.Replace(session, key, restarted.Message);
                MessageRows.MoveContent(session, key, restarted.Message, roomEvent.Sequence);
                break;
            case RoomChange.ToolCallRequested requested:
                ToolCallRows.Add(session, roomEvent, requested.Call);
                break;
            case RoomChange.ToolCallDecided decided:
                ToolCallRows.Add(session, roomEvent, decided.Call);
                break;
            case RoomChange.ToolCallStarted started:
                ToolCallRows.Add(session, roomEvent, started.Call);
                break;
            case RoomChange.ToolCallFinished finished:
                ToolCallRows.Add(session, roomEvent, finished.Call);
                break;
            case RoomChange.MessageEdited edited:
                MessageRows.MoveContent(session, key, edited.Message, roomEvent.Sequence);
                MentionRows.Replace(session, key, edited.Message);
                break;
            case RoomChange.MessageDeleted deleted:
                Delete(session, roomEvent, deleted.Message);
                break;
            case RoomChange.ReactionAdded added:
                ReactionRows.Add(session, roomEvent, added);
                break;
            case RoomChange.ReactionRemoved removed:
                ReactionRows.Remove(session, key, removed);
                break;
            case RoomChange.MessagePinned pinned:
                PinRows.Add(session, roomEvent, pinned);
                break;
            case RoomChange.MessageUnpinned unpinned:
                PinRows.Remove(session, key, unpinned.Message.Sequence);
                break;
            case RoomChange.HistoryTrimmed trimmed:
                TrimRows.Delete(session, key, trimmed.FirstSequence);
                break;
            default:
                throw new InvalidOperationException($"No rows for {roomEvent.Change.GetType().Name}.");
        }
    }

    /// <summary>What hangs on a message goes with it. Its place in the history and in its thread stays.</summary>
    private static void Delete(SqlSession session, RoomEvent roomEvent, Message message)
    {
        var key = roomEvent.Room.Key;
        MessageRows.MoveContent(session, key, message, roomEvent.Sequence);
        MentionRows.Replace(session, key, message);
        ThreadRows.Delete(session, key, message);
        ReactionRows.Clear(session, key, message.Sequence);
        PinRows.Remove(session, key, message.Sequence);
        FlagRows.Resolve(session, key, message.Id, FlagState.Deleted, message.Deletion!.DeletedBy, message.Deletion.DeleteTime);
    }
}
