using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class SlowReaderTests
{
    [Fact]
    public async Task Readers_WhoStop_CostLittleHoldUpNobodyAndLoseNothing()
    {
        const int events = 5_000;
        const int slow = 20;
        await using var house = await ChatHouse.OpenAsync();
        await PostAsync(house, await house.RoomAsync("ann"), 1_000); // fills the pools of both ends
        var room = await house.RoomAsync("ann");
        var stopped = new List<ChatStream>();
        for (var i = 0; i < slow; i++)
        {
            stopped.Add(await house.ConverseAsync("ann", Requests.Latest(room)));
            await stopped[i].CaughtUpAsync();
        }

        await using var quick = await house.ConverseAsync("ann", Requests.Latest(room));
        await quick.CaughtUpAsync();
        var before = MemoryInUse();
        var quickly = ReadAsync(quick, events);
        await PostAsync(house, room, events);
        await quickly.Within(TimeSpan.FromSeconds(60));
        // Both ends of the slow streams and everything else that is new; a queue for each would be 200 MB.
        Assert.InRange(MemoryInUse() - before, long.MinValue, 20 * 1024 * 1024);

        foreach (var stream in stopped)
        {
            await ReadAsync(stream, events);
            await stream.DisposeAsync();
        }
    }

    private static async Task ReadAsync(ChatStream stream, int events)
    {
        for (var expected = 4L; expected < 4 + events; expected++)
            Assert.Equal(expected, (await stream.NextAsync(ServerFrame.FrameOneofCase.Event)).Event.Sequence);
    }

    // Texts of 2 KiB: 10 MB in all, far more than a stream's flow-control window and buffers hold.
    private static async Task PostAsync(ChatHouse house, string room, int count)
    {
        var client = house.Client("ann");
        var text = new string('x', 2048);
        foreach (var batch in Enumerable.Range(0, count).Chunk(250))
            await Task.WhenAll(batch.Select(i => client.PostMessageAsync(Requests.Post(room, text)).ResponseAsync)).Within(TimeSpan.FromSeconds(30));
    }

    private static long MemoryInUse() => GC.GetTotalMemory(forceFullCollection: true);
}
