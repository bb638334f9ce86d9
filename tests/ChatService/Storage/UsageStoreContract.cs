using GroupChat.Chat.Answers;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

/// <summary>Counters of use: each charge once, whoever writes at the same time, and sums by any groups.</summary>
public abstract class UsageStoreContract : StoreContract
{
    private static readonly UsageGroup[] All = [UsageGroup.Day, UsageGroup.Room, UsageGroup.User, UsageGroup.Agent, UsageGroup.Model];

    private protected UsageStoreContract(Func<Task<string>> backend)
        : base(backend)
    {
    }

    [Fact]
    public async Task Charges_OfSeveralWritersAtOnce_AreAllCounted()
    {
        await Store.CreateAsync("one", "ann");
        await Store.CreateAsync("two", "ann");
        var writers = new[] { Store, AnotherWriter() };
        var charges = Enumerable.Range(0, 120).Select(i => Task.Run(() => writers[i % 2].Writer.ChangeAsync(
            new(i % 3 == 0 ? "one" : "two"),
            edit =>
            {
                edit.Charge(new(new($"user {i % 2}"), StoreHouse.Agents[i % 2].Id, "model", new(10, 4, 2, Estimated: i % 4 == 0)));
                return true;
            },
            default)));
        await Task.WhenAll(charges).Within();

        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        // The day may end between the charges and the question.
        var query = new UsageQuery(today.AddDays(-1), today, []);
        Assert.Equal(new UsageSum(120, 720, 480, 240, 30), Assert.Single(await Store.Usage.SumAsync(query, 0, 10, default)));
        var rooms = await Store.Usage.SumAsync(query with { Groups = [UsageGroup.Room, UsageGroup.User] }, 0, 10, default);
        Assert.Equal(
            [("one", "user 0", 20L), ("one", "user 1", 20L), ("two", "user 0", 40L), ("two", "user 1", 40L)],
            rooms.Select(sum => (sum.Room, sum.User, sum.Runs)));
        var one = (await Store.Rooms.FindAsync(new("one"), null, default))!.Ref;
        var mine = Assert.Single(await Store.Usage.SumAsync(query with { Groups = All, Room = one, User = new UserId("user 1") }, 0, 10, default));
        Assert.Equal(("one", "user 1", StoreHouse.Agents[1].Id.Value, "model", 20L), (mine.Room, mine.User, mine.Agent, mine.Model, mine.Runs));
        Assert.Equal("two", Assert.Single(await Store.Usage.SumAsync(query with { Groups = [UsageGroup.Room] }, 1, 1, default)).Room);
    }

    [Fact]
    public async Task End_ThatIsRefused_CostsNothing()
    {
        await Store.CreateAsync("one", "ann");
        await Store.PostAsync("one", "ann", "@assistant?", "key");
        var turn = Assert.Single(await Store.Turns.ListAsync(default));
        var outcome = new AnswerOutcome(AnswerState.Complete, RunId: null, "yes") { ModelId = "model", Usage = new(5, 0, 1, false) };
        var ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.Closing.CloseAsync(turn.Room.Id, turn.Id, null, outcome, default))).Within();
        Assert.Single(ended, message => message is not null);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var sum = Assert.Single(await Store.Usage.SumAsync(new(today.AddDays(-1), today, []) { User = new UserId("ann") }, 0, 10, default));
        Assert.Equal(new UsageSum(1, 5, 0, 1, 0), sum);
    }
}

public sealed class SqliteUsageStoreTests() : UsageStoreContract(Backend.SqliteAsync);

public sealed class PostgresUsageStoreTests() : UsageStoreContract(Backend.PostgresAsync);
