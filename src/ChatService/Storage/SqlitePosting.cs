using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The transaction of a post: the message, and a started answer with its turn for each agent that it asks.</summary>
internal static class SqlitePosting
{
    public static PostedMessage Post(LogTransaction transaction, NewMessage message)
    {
        var (head, author) = FindAuthor(transaction.Session, message) ?? throw ChatErrors.RoomNotFound(message.Room.Value);
        if (author is null)
            throw ChatErrors.NotAMember(message.Room.Value);
        // Before the first write: a refusal then costs the other posts of the transaction nothing.
        if (message.ReplyTo is { } replyTo && SqliteMessages.Find(transaction.Session, transaction.Codec, head.Room.Key, replyTo) is null)
            throw ChatErrors.MessageNotFound(replyTo.ToString());
        if (!SqliteSends.TryAdd(transaction.Session, head.Room.Key, head.Next, message))
            return Earlier(transaction, head, message);

        var agents = AskedAgents(transaction, head.Room, message.Handles);
        var posted = new Message(
            MessageId.New(transaction.Now, head.Next), message.Room, head.Next, author, message.ClientMessageId, [message.Content],
            message.ReplyTo, agents, transaction.Now, null);
        transaction.Append(head, new RoomChange.MessagePosted(posted));
        foreach (var agent in agents)
            StartAnswer(transaction, head, posted, agent);
        return new(posted, head.Room, AlreadyExisted: false, head.Sequence);
    }

    /// <summary>The room, its end and the author as a member, in one look: this is what every post waits for.</summary>
    private static (RoomHead Head, Participant? Author)? FindAuthor(SqliteSession session, NewMessage message)
    {
        var found = session.TryQuerySingle(
            """
            SELECT r.room_key, r.epoch, e.seq, e.message_seq, m.display_name, m.kind
            FROM rooms r
            JOIN events e ON e.room_key = r.room_key AND e.seq = (SELECT max(seq) FROM events WHERE room_key = r.room_key)
            LEFT JOIN members m ON m.room_key = r.room_key AND m.user_id = ?2
            WHERE r.room_id = ?1
            """,
            row => (
                new RoomHead(new RoomRef(message.Room, row.GetInt64(0), row.GetInt32(1)), row.GetInt64(2), row.GetInt64(3)),
                row.IsDBNull(4) ? null : new Participant(message.Author, row.GetString(4), (ParticipantKind)row.GetInt32(5))),
            out var place,
            message.Room.Value,
            message.Author.Value);
        return found ? place : null;
    }

    private static PostedMessage Earlier(LogTransaction transaction, RoomHead head, NewMessage message)
    {
        var (sequence, isSame) = SqliteSends.Get(transaction.Session, head.Room.Key, message);
        var earlier = SqliteMessages.GetAt(transaction.Session, transaction.Codec, head.Room.Key, sequence);
        return isSame
            ? new(earlier, head.Room, AlreadyExisted: true, head.Sequence)
            : throw ChatErrors.ClientMessageIdReused(earlier.Id.ToString(), sequence);
    }

    private static List<Participant> AskedAgents(LogTransaction transaction, RoomRef room, IReadOnlyList<string> handles)
    {
        var agents = new List<Participant>(handles.Count);
        foreach (var handle in handles)
        {
            var member = SqliteRooms.FindMembership(transaction.Session, room.Id, Handle.ToAgentId(handle))?.Member;
            if (member is { Participant: { Kind: ParticipantKind.Agent } agent })
                agents.Add(agent);
        }

        return agents;
    }

    private static void StartAnswer(LogTransaction transaction, RoomHead head, Message question, Participant agent)
    {
        var turn = TurnId.New(transaction.Now);
        var answer = new Message(
            MessageId.New(transaction.Now, head.Next), head.Room.Id, head.Next, agent, "", [], question.Id, [], transaction.Now,
            new Answer(turn, RunId: null, question.Id, AnswerState.Generating));
        SqliteTurns.Insert(
            transaction.Session, new Turn(turn, head.Room, agent.Id, question.Id, answer.Id, answer.Sequence, Attempts: 0));
        transaction.Append(head, new RoomChange.AnswerStarted(answer));
    }
}
