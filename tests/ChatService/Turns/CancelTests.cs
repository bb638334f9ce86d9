using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>Answers that a member stops.</summary>
public sealed class CancelTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancel_ByAnyMember_KeepsTheTextAndStopsTheWorker(bool onStream)
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        var room = run.RoomId;
        await worker.WriteAsync(run, 0, "half of it");
        await Eventually.TrueAsync(async () => (await house.AnswerAsync(run)).TextOf() == "half of it");

        Message ended;
        if (onStream)
        {
            await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
            await ben.SendAsync(new() { RequestId = "c", Cancel = new() { Answer = new() { RoomId = room, MessageId = run.AnswerMessageId } } });
            var frame = await ben.NextAsync(Kind.Cancelled);
            Assert.Equal(("c", room), (frame.RequestId, frame.RoomId));
            ended = frame.Cancelled.Message;
        }
        else
        {
            ended = await CancelAsync(house, "ben", room, run.AnswerMessageId);
        }

        Assert.Equal(
            (AnswerState.Cancelled, "half of it", "ben", run.RunId),
            (ended.Answer.State, ended.TextOf(), ended.Answer.CancelledBy.UserId, ended.Answer.RunId));
        var stop = (await worker.NextAsync()).Stop;
        Assert.Equal((run.TurnId, run.RunId), (stop.TurnId, stop.RunId));
        Assert.False(await worker.FinishAsync(run, "all of it"));
        Assert.Equal(ended, await CancelAsync(house, "ann", room, run.AnswerMessageId));
        Assert.Equal(ended, (await house.LogAsync("ann", room))[^1].AnswerFinished.Message);
    }

    [Fact]
    public async Task Cancel_OfWhatCannotBeStopped_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var message = await house.PostAsync("ann", room, "no answer");
        async Task<string> Reason(string user, CancelAnswerRequest request) =>
            (await ChatHouse.RefusalAsync(house.Client(user).CancelAnswerAsync(request))).Reason;

        Assert.Equal("NOT_AN_ANSWER", await Reason("ann", new() { RoomId = room, MessageId = message.MessageId }));
        Assert.Equal("MESSAGE_NOT_FOUND", await Reason("ann", new() { RoomId = room, MessageId = Guid.Empty.ToString() }));
        Assert.Equal("NOT_A_MEMBER", await Reason("ben", new() { RoomId = room, MessageId = message.MessageId }));
        Assert.Equal("INVALID_REQUEST", await Reason("ann", new()));
    }

    [Fact]
    public async Task Cancel_RacingTheFinish_EndsTheAnswerOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        for (var i = 0; i < 30; i++)
        {
            await house.PostAsync("ann", room, $"@assistant {i}?");
            RunAssignment? run = null;
            while (run is null)
                run = (await worker.NextAsync()).Assignment; // a stop of the round before may come first
            var finishing = worker.FinishAsync(run, "done");
            var cancelled = await CancelAsync(house, "ann", room, run.AnswerMessageId);
            var accepted = await finishing;
            Assert.Equal(accepted ? AnswerState.Complete : AnswerState.Cancelled, cancelled.Answer.State);
        }

        var log = await house.LogAsync("ann", room);
        Assert.Equal(30, log.Count(e => e.AnswerFinished is not null));
        Assert.Equal(30, log.Where(e => e.AnswerFinished is not null).Select(e => e.AnswerFinished.Message.MessageId).Distinct().Count());
    }

    private static async Task<Message> CancelAsync(ChatHouse house, string user, string room, string message) =>
        (await house.Client(user).CancelAnswerAsync(new() { RoomId = room, MessageId = message }).ResponseAsync.Within()).Message;
}
