using GroupChat.Chat.Tests.Kit;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Pins;

public sealed class PinTests
{
    [Fact]
    public async Task Pin_ShowsWhereMessagesAreShown_UntilItIsUnpinned()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var (first, second) = (await house.PostAsync("ann", room, "first"), await house.PostAsync("ann", room, "second"));
        var pinned = await house.Client("ben").PinMessageAsync(Requests.Pin(second)).ResponseAsync.Within();
        await house.Client("ann").PinMessageAsync(Requests.Pin(first)).ResponseAsync.Within();
        Assert.True(pinned.Message.Pinned);

        var pins = (await house.Client("ann").ListPinsAsync(new() { RoomId = room }).ResponseAsync.Within()).Pins;
        Assert.Equal([("first", "ann"), ("second", "ben")], pins.Select(pin => (pin.Message.TextOf(), pin.PinnedBy.UserId)));
        Assert.All(pins, pin => Assert.True(pin.Message.Pinned));
        var page = await house.Client("ann").ListPinsAsync(new() { RoomId = room, PageSize = 1 }).ResponseAsync.Within();
        var next = await house.Client("ann").ListPinsAsync(new() { RoomId = room, PageSize = 1, PageToken = page.NextPageToken }).ResponseAsync.Within();
        Assert.Equal(("first", "second", ""), (page.Pins[0].Message.TextOf(), next.Pins[0].Message.TextOf(), next.NextPageToken));

        var unpinned = await house.Client("ann").UnpinMessageAsync(Requests.Unpin(second)).ResponseAsync.Within();
        Assert.False(unpinned.Message.Pinned);
        await house.Client("ann").DeleteMessageAsync(Requests.Delete(first)).ResponseAsync.Within();
        Assert.Empty((await house.Client("ann").ListPinsAsync(new() { RoomId = room }).ResponseAsync.Within()).Pins);
        Assert.False((await house.GetAsync("ann", first)).Pinned);
    }

    [Fact]
    public async Task PinAndUnpin_Repeated_AddOneEventEach()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await house.PostAsync("ann", room, "hello");
        var client = house.Client("ann");
        await client.UnpinMessageAsync(Requests.Unpin(posted)).ResponseAsync.Within();
        Assert.Equal(
            await client.PinMessageAsync(Requests.Pin(posted)).ResponseAsync.Within(),
            await client.PinMessageAsync(Requests.Pin(posted)).ResponseAsync.Within());
        await client.UnpinMessageAsync(Requests.Unpin(posted)).ResponseAsync.Within();
        await client.UnpinMessageAsync(Requests.Unpin(posted)).ResponseAsync.Within();
        Assert.Equal(posted.Sequence + 2, (await house.LogAsync("ann", room)).Count);
    }

    [Fact]
    public async Task Pin_Refused_SaysWhy()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await Task.WhenAll(Enumerable.Range(0, 102).Select(i => house.PostAsync("ann", room, $"{i}"))).Within();
        foreach (var message in posted.Take(100))
            await house.Client("ann").PinMessageAsync(Requests.Pin(message)).ResponseAsync.Within();
        await house.Client("ann").DeleteMessageAsync(Requests.Delete(posted[101])).ResponseAsync.Within();

        var full = await ChatHouse.RefusalAsync(house.Client("ann").PinMessageAsync(Requests.Pin(posted[100])));
        var gone = await ChatHouse.RefusalAsync(house.Client("ann").PinMessageAsync(Requests.Pin(posted[101])));
        var stranger = await ChatHouse.RefusalAsync(house.Client("ben").PinMessageAsync(Requests.Pin(posted[0])));
        Assert.Equal(
            ["TOO_MANY_PINS", "MESSAGE_DELETED", "NOT_A_MEMBER"], new[] { full, gone, stranger }.Select(refusal => refusal.Reason));
        await house.Client("ann").UnpinMessageAsync(Requests.Unpin(posted[0])).ResponseAsync.Within();
        await house.Client("ann").PinMessageAsync(Requests.Pin(posted[100])).ResponseAsync.Within();
    }
}
