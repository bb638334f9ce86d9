using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Sends two messages under one id at once. One comes in; the other is refused, with the place of the first.</summary>
internal sealed class Rivalling : IOperationKind
{
    public int Weight => 3;

    public Operation Begin(ChaosClient client)
    {
        var post = Posting.New(client, client.Rooms[client.Draw(client.Rooms.Count)]);
        return new Rivals(post, post with { Text = $"rather {post.Text}" });
    }

    private sealed class Rivals(Post one, Post other) : Operation
    {
        public override async Task<bool> TryAsync(ChaosClient client)
        {
            var node = client.Draw(client.Servers);
            var outcomes = await Task.WhenAll(one.TryAsync(client, node), other.TryAsync(client, (node + 1) % client.Servers));
            return outcomes.All(outcome => outcome is not Outcome.Unknown);
        }
    }
}
