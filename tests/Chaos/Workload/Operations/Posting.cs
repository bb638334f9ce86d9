using System.Globalization;
using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Says something, mostly on the stream.</summary>
internal sealed class Posting : IOperationKind
{
    private static int s_number;

    public int Weight => 80;

    public Operation Begin(ChaosClient client) => new Saying(New(client, client.Rooms[client.Draw(client.Rooms.Count)]));

    /// <summary>A message that nobody has sent before.</summary>
    public static Post New(ChaosClient client, ClientRoom room)
    {
        var key = NewNumber();
        var dice = client.Draw(1000);
        return new(room.Id, $"m{key}", $"{client.Name} says {key} {new string('x', dice % 150)}", dice < 200 ? Earlier(client, room) : "");
    }

    /// <summary>Never the same twice.</summary>
    public static string NewNumber() => Interlocked.Increment(ref s_number).ToString(CultureInfo.InvariantCulture);

    private static string Earlier(ChaosClient client, ClientRoom room) => room.Look(replica =>
        replica.Messages.Count == 0 ? "" : replica.Messages.At(client.Draw(replica.Messages.Count)).Message.MessageId);

    private sealed class Saying(Post post) : Operation
    {
        public override async Task<bool> TryAsync(ChaosClient client) => 0 != client.Draw(4)
            ? await post.TryOnStreamAsync(client) is not Outcome.Unknown
            : await post.TryAsync(client, client.Draw(client.Servers)) is not Outcome.Unknown;
    }
}
