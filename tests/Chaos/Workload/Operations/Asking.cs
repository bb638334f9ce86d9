using GroupChat.Chaos.Tests.Checking;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Asks the room's agent something: the turn has to be answered once, whatever becomes of the server that works on it.</summary>
internal sealed class Asking : IOperationKind
{
    public int Weight => 1;

    public Operation Begin(ChaosClient client)
    {
        var post = Posting.New(client, client.Rooms[client.Draw(client.Rooms.Count)]);
        return new Question(post with { Text = $"@assistant {post.Text}" });
    }

    private sealed class Question(Post post) : Operation
    {
        public override async Task<bool> TryAsync(ChaosClient client) =>
            await post.TryAsync(client, client.Draw(client.Servers)) is not Outcome.Unknown;
    }
}
