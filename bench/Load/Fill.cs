using System.Globalization;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Load;

/// <summary>Puts messages into a room as fast as the server takes them.</summary>
internal static class Fill
{
    private const int AtOnce = 256;
    private static readonly string Text = new('x', 256);

    /// <param name="crowd">Its members post; they are members of the room.</param>
    /// <param name="room">The room.</param>
    /// <param name="messages">So many of 256 bytes.</param>
    public static async Task RoomAsync(Crowd crowd, string room, int messages)
    {
        using var end = new CancellationTokenSource();
        var left = messages;
        await Parallel.ForEachAsync(Enumerable.Range(0, AtOnce), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (sender, _) =>
        {
            var stream = await crowd.Members[sender % crowd.Members.Count].OpenAsync(end.Token);
            for (int number; (number = Interlocked.Decrement(ref left)) >= 0;)
                await stream.RoundTripAsync(Post(room, number));
        });
        await end.CancelAsync();
    }

    private static ConverseRequest Post(string room, int number) => new()
    {
        Post = new()
        {
            Message = new()
            {
                RoomId = room,
                ClientMessageId = string.Create(CultureInfo.InvariantCulture, $"fill-{number}"),
                Parts = { new ContentPart { Text = new() { Text = Text } } },
            },
        },
    };
}
