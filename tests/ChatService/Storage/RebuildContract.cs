using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>Tables are a projection: running the log through the projector makes them again, whatever has happened.</summary>
public abstract class RebuildContract : StoreContract
{
    private protected RebuildContract(Func<Task<string>> backend)
        : base(backend)
    {
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Tables_RebuiltFromTheLogs_AreTheSame(int seed)
    {
        await History.PlayAsync(seed, Store, AnotherWriter());

        var rebuilt = await EmptyAsync();
        await rebuilt.RebuildAsync(Store);

        var expected = await Store.DumpAsync().Within();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await rebuilt.DumpAsync().Within());
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public async Task Tables_RebuiltFromLogsWhoseBeginningsAreGone_AreTheSame(int seed)
    {
        var other = AnotherWriter();
        await History.PlayAsync(seed, Store, other);
        await TrimAsync();
        await History.PlayAsync(seed + 100, Store, other);
        await TrimAsync();

        var rebuilt = await EmptyAsync();
        await rebuilt.RebuildAsync(Store, [.. Store.Announced, .. other.Announced]);

        Assert.Equal(await Store.DumpAsync().Within(), await rebuilt.DumpAsync().Within());
    }

    [Fact]
    public async Task Heads_AfterAHistory_AreTheEndsOfTheLogs()
    {
        await History.PlayAsync(seed: 21, Store, AnotherWriter());

        foreach (var room in await Store.Rooms.ListAsync(null, 10, RoomFilter.All, default).Within())
        {
            var page = await Store.Events.ReadAsync(room.Ref, 0, new LogLimit(10_000, int.MaxValue), default).Within();
            Assert.Equal(page.Events[^1].Sequence, room.HeadSequence);
            // What the writers remember of the room is what readers see of it.
            var remembered = await Store.Writer.ChangeAsync(room.Id, edit => (edit.Room, edit.NextSequence), default).Within();
            Assert.Equal((room, room.HeadSequence + 1), remembered);
        }
    }

    private async Task TrimAsync()
    {
        const int most = 60;
        foreach (var room in await Store.Rooms.ListAsync(null, 10, RoomFilter.All, default).Within())
        {
            await Store.Writer.ChangeAsync(
                room.Id,
                edit => edit.Append(new RoomChange.HistoryTrimmed(
                    Math.Min(edit.Room.FirstSequence + most, Math.Min(edit.NextSequence, edit.OldestQuestion() ?? long.MaxValue)))),
                default).Within();
        }
    }
}

public sealed class SqliteRebuildTests() : RebuildContract(Backend.SqliteAsync);

public sealed class PostgresRebuildTests() : RebuildContract(Backend.PostgresAsync);
