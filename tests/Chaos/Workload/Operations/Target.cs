using GroupChat.Chaos.Tests.Replicas;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>A message to do something to. It is drawn from the newest: there the clients meet.</summary>
internal static class Target
{
    public const string NotAMember = "NOT_A_MEMBER";
    public const string Deleted = "MESSAGE_DELETED";

    private const int Newest = 40;

    /// <summary>Null when none fits.</summary>
    public static Message? Draw(ChaosClient client, ClientRoom room, Func<MessageEntry, bool> fits) =>
        room.Look(replica => Draw(client, replica.Messages, fits));

    public static bool IsOwn(this MessageEntry entry, ChaosClient client) => entry.Message.Author.UserId == client.UserId;

    private static Message? Draw(ChaosClient client, MessageBook messages, Func<MessageEntry, bool> fits)
    {
        var first = Math.Max(0, messages.Count - Newest);
        var fitting = Enumerable.Range(first, messages.Count - first).Select(messages.At).Where(entry => !entry.IsDeleted && fits(entry)).ToList();
        return fitting.Count > 0 ? fitting[client.Draw(fitting.Count)].Message : null;
    }
}
