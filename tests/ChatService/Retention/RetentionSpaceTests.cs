using GroupChat.Chat.Storage;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Retention;

/// <summary>Much goes at once: in pieces, and the file gets shorter.</summary>
public sealed class RetentionSpaceTests
{
    private const int Messages = 1_200;
    private const int MessageBytes = 8_000;

    [Fact]
    public async Task Retention_OfMostOfTheLog_GivesDiskSpaceBack()
    {
        var time = new ManualTimeProvider();
        using var data = new TempFolder();
        await using var house = await ChatHouse.OpenAsync(data, time, RetentionKit.ByHand);
        var room = await house.RoomAsync("ann");
        await house.PostManyAsync("ann", room, Messages, new string('x', MessageBytes));
        var last = await house.HeadAsync("ann", room);
        time.Advance(RetentionKit.Long);
        await house.PostAsync("ann", room, "new");
        await house.ForgetAsync("ann", room);
        var before = Bytes(data);
        Assert.True(before > (long)Messages * MessageBytes, $"{before}");
        await house.TrimAsync();

        Assert.Equal(last + 1, await house.FirstAsync("ann", room));
        var log = await house.LogAsync("ann", room);
        Assert.Equal("new", log[0].MessagePosted.Message.TextOf());
        var pieces = log.Count(e => e.ChangeCase == RoomEvent.ChangeOneofCase.HistoryTrimmed);
        Assert.True(pieces >= 3, $"{pieces} pieces");
        var after = Bytes(data);
        Assert.True(after < before / 2, $"{before} -> {after}");
    }

    /// <summary>The database with its write-ahead log.</summary>
    private static long Bytes(TempFolder data) => Directory.EnumerateFiles(data.Path, ChatSchema.FileName + "*").Sum(file => new FileInfo(file).Length);
}
