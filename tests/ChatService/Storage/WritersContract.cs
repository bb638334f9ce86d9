using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>Several writers and many callers: a room's order stays one, without holes, and no key is used twice.</summary>
public abstract class WritersContract : StoreContract
{
    private const int Callers = 32;
    private const int PostsOfEach = 8;
    private static readonly string[] Rooms = ["one", "two", "three"];

    private protected WritersContract(Func<Task<string>> backend, Func<ISqlDatabase, ISqlDatabase>? spoil = null)
        : base(backend, spoil)
    {
    }

    [Fact]
    public async Task Log_OfSeveralWriters_IsOneOrderWithoutHolesOrRepeats()
    {
        var other = await OpenRoomsAsync();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => PostAsync(caller % 2 == 0 ? Store : other, caller)))).Within();

        foreach (var room in Rooms)
        {
            var (sequences, keys) = await LogAsync(Store, room);
            Assert.Equal(Enumerable.Range(1, sequences.Count).Select(i => (long)i), sequences);
            Assert.Equal(Callers * PostsOfEach, keys.Count);
            Assert.Equal(keys.Count, keys.Distinct().Count());
        }
    }

    [Fact]
    public async Task Reader_WhileCommitsGoOn_NeverSeesAHole()
    {
        var other = await OpenRoomsAsync();
        var room = (await Store.Rooms.FindAsync(new RoomId(Rooms[0]), null, default))!.Ref;
        var posting = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => PostAsync(caller % 2 == 0 ? Store : other, caller))));
        var (seen, done) = (0L, false);
        while (!done || seen < (await Store.Rooms.FindAsync(room.Id, null, default).Within())!.HeadSequence)
        {
            done = posting.IsCompleted;
            foreach (var stored in (await other.Events.ReadAsync(room, seen, new LogLimit(50, int.MaxValue), default).Within()).Events)
                Assert.Equal(++seen, stored.Sequence);
        }

        await posting.Within();
    }

    [Fact]
    public async Task Key_UsedByAllAtOnce_BringsOneMessage()
    {
        var other = await OpenRoomsAsync();
        var posts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            () => (caller % 2 == 0 ? Store : other).PostAsync(Rooms[0], "ann", "the same", "one key")))).Within();

        Assert.Single(posts, post => !post.AlreadyExisted);
        Assert.Single(posts.Select(post => post.Message.Id).Distinct());
    }

    [Fact]
    public async Task Room_MadeByAllAtOnce_IsMadeOnce()
    {
        var other = AnotherWriter();
        var making = Enumerable.Range(0, Callers).Select(caller => Task.Run(
            () => (caller % 2 == 0 ? Store : other).CreateAsync("new", $"user {caller}"))).ToList();
        await Task.WhenAll(making).ContinueWith(_ => { }, TaskScheduler.Default).Within();

        Assert.Equal(1, making.Count(made => made.IsCompletedSuccessfully));
        Assert.All(
            making.Where(made => made.IsFaulted),
            made => Assert.Equal("ROOM_ID_TAKEN", Assert.IsType<DomainError>(made.Exception!.InnerException).Reason));
    }

    [Fact]
    public async Task Membership_ChangedByAnotherWriter_CountsAtOnce()
    {
        var other = await OpenRoomsAsync();
        var room = new RoomId(Rooms[0]);
        await Store.PostAsync(room.Value, "ann", "as a member", "key 1").Within();
        await other.LeaveAsync(room, "ann").Within();

        var refused = await Assert.ThrowsAsync<DomainError>(() => Store.PostAsync(room.Value, "ann", "as nobody", "key 2").Within());

        Assert.Equal("NOT_A_MEMBER", refused.Reason);
    }

    [Fact]
    public async Task Cursor_OfOneProcess_IsReadByAnother()
    {
        var other = await OpenRoomsAsync();
        var room = (await Store.Rooms.FindAsync(new RoomId(Rooms[0]), null, default).Within())!;

        Assert.Equal(2, other.Cursors.Read(room.Ref, room.HeadSequence, Store.Cursors.Make(room.Ref, 2)));
    }

    /// <summary>A second writer, and rooms in which ann is.</summary>
    private async Task<StoreHouse> OpenRoomsAsync()
    {
        foreach (var room in Rooms)
            await Store.CreateAsync(room, "ann").Within();
        return AnotherWriter();
    }

    /// <summary>Posts each message twice, and between them a change that fails after it has written.</summary>
    private static async Task PostAsync(StoreHouse store, int caller)
    {
        for (var i = 0; i < PostsOfEach; i++)
        {
            foreach (var room in Rooms)
            {
                var (text, key) = ($"{caller} says {i}", $"key {caller} {i}");
                var spoiling = SpoilAsync(store, new RoomId(room), i);
                var posts = await Task.WhenAll(store.PostAsync(room, "ann", text, key), store.PostAsync(room, "ann", text, key));
                Assert.Equal(posts[0].Message.Sequence, posts[1].Message.Sequence);
                await spoiling;
            }
        }
    }

    private static async Task SpoilAsync(StoreHouse store, RoomId room, int i)
    {
        if (i % 5 != 0)
            return;
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Writer.ChangeAsync<bool>(
            room,
            edit =>
            {
                Admission.Add(edit, StoreHouse.Person($"ghost {i}"), MemberRole.Member);
                throw new InvalidOperationException("after a write");
            },
            default));
    }

    private static async Task<(List<long> Sequences, List<string> Keys)> LogAsync(StoreHouse store, string room)
    {
        var found = (await store.Rooms.FindAsync(new RoomId(room), null, default).Within())!;
        var page = await store.Events.ReadAsync(found.Ref, 0, new LogLimit(100_000, int.MaxValue), default).Within();
        var keys = page.Events.Select(stored => store.Codec.DecodeMessage(stored.Payload)?.ClientMessageId).Where(key => key is not null);
        return ([.. page.Events.Select(stored => stored.Sequence)], [.. keys.Select(key => key!)]);
    }
}

public sealed class SqliteWritersTests() : WritersContract(Backend.SqliteAsync);

public sealed class PostgresWritersTests() : WritersContract(Backend.PostgresAsync);
