using GroupChat.Chaos.Tests.Replicas;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>A message to do something to. It is drawn from the newest: there the clients meet.</summary>
internal static class Target
{
    public const string NotAMember = "NOT_A_MEMBER";
    public const string Deleted = "MESSAGE_DELETED";

    private const int Newest = 40;
    private const int Draws = 12;

    /// <summary>Null when a few draws find none that fits.</summary>
    public static Message? Draw(ChaosClient client, ClientRoom room, Func<MessageEntry, bool> fits) =>
        room.Look(replica => Draw(client, replica.Messages, fits));

    public static bool IsOwn(this MessageEntry entry, ChaosClient client) => entry.Message.Author.UserId == client.UserId;

    private static Message? Draw(ChaosClient client, MessageBook messages, Func<MessageEntry, bool> fits)
    {
        var newest = Math.Min(messages.Count, Newest);
        for (var draws = newest > 0 ? Draws : 0; draws > 0; draws--)
        {
            var drawn = messages.At(messages.Count - 1 - client.Draw(newest));
            if (!drawn.IsDeleted && fits(drawn))
                return drawn.Message;
        }

        return null;
    }
}
