using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>A message with its idempotency key: every try of it sends the same.</summary>
internal sealed record Post(string Room, string Key, string Text, string ReplyTo = "")
{
    private static readonly string[] Refusals = ["NOT_A_MEMBER", "CLIENT_MESSAGE_ID_REUSED"];

    /// <summary>One attempt on the client's stream.</summary>
    public Task<Outcome> TryOnStreamAsync(ChaosClient client) => AttemptAsync(client, () => client.PostOnStreamAsync(Request()));

    /// <summary>One attempt by a call to a server.</summary>
    public Task<Outcome> TryAsync(ChaosClient client, int node) => AttemptAsync(client, () => client.PostAsync(node, Request()));

    private Task<Outcome> AttemptAsync(ChaosClient client, Func<Task<Outcome>> call) =>
        client.AttemptAsync(new(Room, Kinds.Posted, Key, Text), Refusals, call);

    private PostMessageRequest Request() => new()
    {
        RoomId = Room,
        ClientMessageId = Key,
        Parts = { new ContentPart { Text = new() { Text = Text } } },
        ReplyToMessageId = ReplyTo,
    };
}
