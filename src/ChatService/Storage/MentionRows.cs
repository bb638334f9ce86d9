using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The people that messages are addressed to, for counting what somebody has not read. Agents read everything.</summary>
internal static class MentionRows
{
    public static void Add(SqlSession session, long roomKey, Message message)
    {
        foreach (var mention in message.Mentions)
        {
            if (mention.Kind == ParticipantKind.Human)
            {
                session.Send(
                    "INSERT INTO mentions(room_key, user_id, seq) VALUES (?1, ?2, ?3)", roomKey, mention.Id.Value, message.Sequence);
            }
        }
    }

    public static void Replace(SqlSession session, long roomKey, Message message)
    {
        session.Send("DELETE FROM mentions WHERE room_key = ?1 AND seq = ?2", roomKey, message.Sequence);
        Add(session, roomKey, message);
    }
}
