using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Sends the same message three ways at once: on the stream and to two servers. One of them brings it in.</summary>
internal sealed class Racing : IOperationKind
{
    public int Weight => 5;

    public Operation Begin(ChaosClient client) => new Race(Posting.New(client, client.Rooms[client.Draw(client.Rooms.Count)]));

    private sealed class Race(Post post) : Operation
    {
        public override async Task<bool> TryAsync(ChaosClient client)
        {
            var node = client.Draw(client.Servers);
            var outcomes = await Task.WhenAll(
                post.TryOnStreamAsync(client), post.TryAsync(client, node), post.TryAsync(client, (node + 1) % client.Servers));
            return outcomes.Any(outcome => outcome is not Outcome.Unknown);
        }
    }
}
