using GroupChat.Chat.Answers;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

public abstract class TurnStoreContract : StoreContract
{
    private static readonly RoomId Room = new("one");

    private protected TurnStoreContract(Func<Task<string>> backend)
        : base(backend)
    {
    }

    [Fact]
    public async Task Close_ByAnotherRun_ChangesNothing()
    {
        var turn = await AskAsync();
        var (first, second) = (RunId.New(DateTimeOffset.UnixEpoch), RunId.New(DateTimeOffset.UnixEpoch));
        Assert.True(await BeginAsync(new(turn.Id, first, 1)));
        Assert.True(await BeginAsync(new(turn.Id, second, 2)));
        Assert.Null(await Store.Closing.CloseAsync(Room, turn.Id, first, Complete("late"), default));
        Assert.Equal(2, Assert.Single(await Store.Turns.ListAsync(default)).Attempts);
        var ended = await Store.Closing.CloseAsync(Room, turn.Id, second, Complete("in time"), default);
        Assert.Equal((turn.Answer, "in time"), (ended!.Id, ended.Parts[0].Text));
        Assert.Empty(await Store.Turns.ListAsync(default));
    }

    [Fact]
    public async Task BeginRun_OfARunThatComesTooLate_LeavesTheNewerOneInPlace()
    {
        var turn = await AskAsync();
        var (first, second) = (RunId.New(DateTimeOffset.UnixEpoch), RunId.New(DateTimeOffset.UnixEpoch));
        Assert.True(await BeginAsync(new(turn.Id, second, 2)));
        Assert.False(await BeginAsync(new(turn.Id, first, 1)));
        Assert.NotNull(await Store.Closing.CloseAsync(Room, turn.Id, second, Complete("answer"), default));
    }

    [Fact]
    public async Task Close_Raced_IsWonByOne()
    {
        var turn = await AskAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(i => Task.Run(() => Store.Closing.CloseAsync(Room, turn.Id, null, Complete($"{i}"), default)))).Within();
        var won = Assert.Single(outcomes, outcome => outcome is not null)!;
        var stored = await Store.Messages.FindAsync(turn.Room, turn.Answer, default);
        Assert.Equal(won.Parts[0], stored!.Parts[0]);
        Assert.Single(Store.Announced, appended => appended.Event.Change is Chat.Log.RoomChange.AnswerFinished);
    }

    [Fact]
    public async Task BeginRun_OfAnEndedTurn_SaysSo()
    {
        var turn = await AskAsync();
        await Store.Closing.CloseAsync(Room, turn.Id, null, Complete("x"), default);
        Assert.False(await BeginAsync(new(turn.Id, RunId.New(DateTimeOffset.UnixEpoch), 1)));
        Assert.Null(await Store.Closing.CloseAsync(Room, turn.Id, null, Complete("y"), default));
    }

    [Fact]
    public async Task Post_RefusedHalfWay_LeavesNoTrace()
    {
        await AskAsync();
        var before = await Store.Rooms.FindAsync(Room, null, default);
        var posts = Enumerable.Range(0, 40).Select(i => Store.PostAsync(
            Room.Value, i % 2 == 0 ? "ann" : "stranger", $"@assistant {i}", $"key {i}")).ToList();
        await Task.WhenAll(posts).ContinueWith(_ => { }, TaskScheduler.Default).Within();
        Assert.Equal(20, posts.Count(post => post.IsCompletedSuccessfully));
        Assert.Equal(before!.HeadSequence + 40, (await Store.Rooms.FindAsync(Room, null, default))!.HeadSequence);
        Assert.Equal(21, (await Store.Turns.ListAsync(default)).Count);
    }

    [Fact]
    public async Task BeginRun_OfATurnThatAnotherNodeHolds_IsRefusedUntilItsLeaseEnds()
    {
        var turn = await AskAsync();
        var (first, second, now) = (NewRun(), NewRun(), DateTimeOffset.UnixEpoch.AddYears(60));
        Assert.True(await BeginAsync(new(turn.Id, first, 1) { Now = now, Until = now.AddSeconds(30) }));
        Assert.Empty(await Store.Turns.ListFreeAsync(now, 10, default));
        Assert.False(await BeginAsync(new(turn.Id, second, 2) { Now = now.AddSeconds(29), Until = now.AddSeconds(60) }));
        Assert.Empty(await Store.Turns.RenewAsync([new(turn.Id, first)], now.AddSeconds(50), default));
        Assert.False(await BeginAsync(new(turn.Id, second, 2) { Now = now.AddSeconds(31), Until = now.AddSeconds(60) }));
        var free = Assert.Single(await Store.Turns.ListFreeAsync(now.AddSeconds(50), 10, default));
        Assert.Equal((turn.Id, first, 1), (free.Id, free.Run!.Value, free.Attempts));
        Assert.True(await BeginAsync(new(turn.Id, second, 2) { Now = now.AddSeconds(51), Until = now.AddSeconds(80) }));
        HeldRun lost = new(turn.Id, first);
        Assert.Equal([lost], await Store.Turns.RenewAsync([lost, new(turn.Id, second)], now.AddSeconds(99), default));
    }

    [Fact]
    public async Task BeginRun_OfTheNodeThatHoldsTheTurn_FollowsItsOwn()
    {
        var turn = await AskAsync();
        var (first, second, third, now) = (NewRun(), NewRun(), NewRun(), DateTimeOffset.UnixEpoch.AddYears(60));
        Assert.True(await BeginAsync(new(turn.Id, first, 1) { Now = now, Until = now.AddSeconds(30) }));
        Assert.True(await BeginAsync(new(turn.Id, second, 2) { Held = first, Now = now, Until = now.AddSeconds(30) }));
        await Store.Turns.ReleaseAsync([new(turn.Id, second)], default);
        Assert.True(await BeginAsync(new(turn.Id, third, 3) { Now = now, Until = now.AddSeconds(30) }));
    }

    [Fact]
    public async Task BeginRun_Raced_IsWonByOne()
    {
        var turn = await AskAsync();
        var now = DateTimeOffset.UnixEpoch.AddYears(60);
        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
            BeginAsync(new(turn.Id, NewRun(), 1) { Now = now, Until = now.AddSeconds(30) })))).Within();
        Assert.Single(won, true);
    }

    private static RunId NewRun() => RunId.New(DateTimeOffset.UnixEpoch);

    private Task<bool> BeginAsync(RunClaim claim) =>
        Store.Turns.BeginRunAsync(claim.Now == default ? claim with { Now = DateTimeOffset.UnixEpoch } : claim, default);

    private static AnswerOutcome Complete(string text) => new(AnswerState.Complete, RunId: null, text);

    private async Task<Turn> AskAsync()
    {
        await Store.CreateAsync(Room.Value, "ann");
        await Store.PostAsync(Room.Value, "ann", "@assistant?", "key");
        return Assert.Single(await Store.Turns.ListAsync(default));
    }
}

public sealed class SqliteTurnStoreTests() : TurnStoreContract(Backend.SqliteAsync);

public sealed class PostgresTurnStoreTests() : TurnStoreContract(Backend.PostgresAsync);
