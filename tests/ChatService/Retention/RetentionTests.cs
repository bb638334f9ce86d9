using GroupChat.Chat.Tests.Kit;
using GroupChat.TestSupport;
using Kind = GroupChat.Contracts.Chat.V1.RoomEvent.ChangeOneofCase;

namespace GroupChat.Chat.Tests.Retention;

/// <summary>What is too old goes, and nothing else does.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private ChatHouse _house = null!;

    public async Task InitializeAsync() => _house = await ChatHouse.OpenAsync(time: _time, settings: RetentionKit.ByHand);

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Retention_Over_TakesTheMessagesAndWhatHangsOnThem()
    {
        var room = await _house.RoomAsync("ann", "ben");
        var old = await _house.PostAsync("ben", room, "old", "key");
        await _house.Client("ann").PinMessageAsync(Requests.Pin(old)).ResponseAsync.Within();
        await _house.Client("ann").AddReactionAsync(Requests.React(old, "👍")).ResponseAsync.Within();
        _time.Advance(RetentionKit.Long);
        var reply = await _house.ReplyAsync("ann", old, "new");
        await _house.Client("ben").EditMessageAsync(Requests.Edit(old, "said again")).ResponseAsync.Within();
        await _house.ForgetAsync("ann", room);
        await _house.TrimAsync();

        var log = await _house.LogAsync("ann", room);
        Assert.Equal(reply.Sequence, await _house.FirstAsync("ann", room));
        Assert.Equal(
            [Kind.MessagePosted, Kind.MessageEdited, Kind.RoomUpdated, Kind.HistoryTrimmed], log.Select(e => e.ChangeCase));
        Assert.Equal((reply.Sequence, reply.Sequence), (log[0].Sequence, log[^1].HistoryTrimmed.FirstSequence));
        Assert.Empty(log[1].MessageEdited.Message.Parts); // the message is gone: so is what later events say it said
        Assert.Equal("MESSAGE_NOT_FOUND", await RoomKit.ReasonAsync(
            _house.Client("ben").GetMessageAsync(new() { RoomId = room, MessageId = old.MessageId })));
        var listed = await _house.Client("ben").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within();
        Assert.Equal(reply.MessageId, Assert.Single(listed.Messages).MessageId);
        Assert.Empty((await _house.Client("ben").ListPinsAsync(new() { RoomId = room }).ResponseAsync.Within()).Pins);
        Assert.Equal(3, (await _house.Client("ben").ListMembersAsync(new() { RoomId = room }).ResponseAsync.Within()).Members.Count);
        var thread = await _house.Client("ben").ListThreadAsync(new() { RoomId = room, MessageId = reply.MessageId }).ResponseAsync.Within();
        Assert.Equal((null, reply.MessageId), (thread.Root, Assert.Single(thread.Replies).MessageId));
    }

    [Fact]
    public async Task Key_OfAMessageThatIsGone_IsStillUsed()
    {
        var room = await _house.RoomAsync("ann");
        await _house.PostAsync("ann", room, "old", "key");
        _time.Advance(RetentionKit.Long);
        await _house.ForgetAsync("ann", room);
        await _house.TrimAsync();
        var refusal = await ChatHouse.RefusalAsync(_house.Client("ann").PostMessageAsync(Requests.Post(room, "old", "key")));
        Assert.Equal("CLIENT_MESSAGE_ID_REUSED", refusal.Reason);
    }

    [Fact]
    public async Task Retention_OfAQuietRoom_HasNothingMoreToDo()
    {
        var room = await _house.RoomAsync("ann");
        await _house.PostAsync("ann", room, "old");
        await _house.ForgetAsync("ann", room);
        _time.Advance(RetentionKit.Long);
        await _house.TrimAsync();
        var head = await _house.HeadAsync("ann", room);
        Assert.Equal(head, await _house.FirstAsync("ann", room));
        _time.Advance(RetentionKit.Long);
        await _house.TrimAsync();
        Assert.Equal((head, head), (await _house.FirstAsync("ann", room), await _house.HeadAsync("ann", room)));
        Assert.Equal(head + 1, (await _house.PostAsync("ann", room, "new")).Sequence);
    }

    [Fact]
    public async Task Retention_WhileAnAnswerIsInTheMaking_KeepsTheQuestion()
    {
        var room = await _house.RoomAsync("ann");
        await _house.PostAsync("ann", room, "old");
        var question = await _house.PostAsync("ann", room, "@assistant why?");
        await _house.ForgetAsync("ann", room);
        _time.Advance(RetentionKit.Long);
        await _house.TrimAsync();
        Assert.Equal(question.Sequence, await _house.FirstAsync("ann", room));

        var answer = (await _house.LogAsync("ann", room)).Single(e => e.AnswerStarted is not null).AnswerStarted.Message;
        await _house.Client("ann").CancelAnswerAsync(new() { RoomId = room, MessageId = answer.MessageId }).ResponseAsync.Within();
        await _house.TrimAsync();
        Assert.True(question.Sequence < await _house.FirstAsync("ann", room));
    }

    [Fact]
    public async Task Retention_WithoutOne_KeepsEverything()
    {
        var room = await _house.RoomAsync("ann");
        _time.Advance(RetentionKit.Long);
        await _house.TrimAsync();
        Assert.Equal(1, await _house.FirstAsync("ann", room));
    }

    [Fact]
    public async Task Retention_ByItself_ComesEveryFewMinutes()
    {
        await using var house = await ChatHouse.OpenAsync(time: _time);
        var room = await house.RoomAsync("ann");
        await house.PostAsync("ann", room, "old");
        await house.ForgetAsync("ann", room);
        await Eventually.TrueAsync(async () =>
        {
            _time.Advance(RetentionKit.Long);
            return await house.FirstAsync("ann", room) > 1;
        });
    }
}
