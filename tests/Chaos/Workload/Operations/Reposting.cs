using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Replicas;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>
/// Sends again what has been answered, as a client does whose answer came after its patience had ended; half of the time with
/// another text, which has to be refused.
/// </summary>
internal sealed class Reposting : IOperationKind
{
    public int Weight => 8;

    public Operation? Begin(ChaosClient client)
    {
        var room = client.Rooms[client.Draw(client.Rooms.Count)];
        if (room.Look(replica => Own(client, replica.Messages)) is not { } old)
            return null;
        var text = old.Parts[0].Text.Text;
        // What was said is no longer known of a message that has been edited.
        return old.EditCount == 0 && client.Draw(2) == 0
            ? new Again(new(room.Id, old.ClientMessageId, text, old.ReplyToMessageId))
            : new Again(new(room.Id, old.ClientMessageId, $"not {text}", old.ReplyToMessageId));
    }

    /// <summary>A message of the client's own, if a few draws find one.</summary>
    private static Message? Own(ChaosClient client, MessageBook messages)
    {
        for (var draws = messages.Count > 0 ? 8 : 0; draws > 0; draws--)
        {
            var drawn = messages.At(client.Draw(messages.Count)).Message;
            if (drawn.Author.UserId == client.UserId && drawn.Parts.Count > 0)
                return drawn;
        }

        return null;
    }

    private sealed class Again(Post post) : Operation
    {
        public override async Task<bool> TryAsync(ChaosClient client) =>
            await post.TryAsync(client, client.Draw(client.Servers)) is not Outcome.Unknown;
    }
}
