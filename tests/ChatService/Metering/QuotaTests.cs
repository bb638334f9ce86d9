using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Metering;

/// <summary>Questions over quota have an answer at once that says why there is none.</summary>
public sealed class QuotaTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 23, 22, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("UserTokensPerDay")]
    [InlineData("RoomTokensPerDay")]
    public async Task Question_OverTheTokensOfTheDay_IsAnsweredByWhyAndWhen(string setting)
    {
        var time = new ManualTimeProvider(Evening);
        await using var house = await ChatHouse.OpenAsync(time: time, settings: values => values[$"Chat:Quotas:{setting}"] = "20");
        var room = await house.RoomAsync("ann");
        await using (var worker = await house.WorkAsync())
        {
            for (var used = 0; used < 20; used += 10)
                await AnswerAsync(house, worker, room);
        }

        var first = (await house.LogAsync("ann", room))[^1].AnswerFinished.Message;

        await house.PostAsync("ann", room, "@assistant, one more?");
        var ended = (await house.LogAsync("ann", room))[^1].AnswerFinished.Message;
        Assert.Equal((AnswerState.Failed, "QUOTA_EXCEEDED", ""), (ended.Answer.State, ended.Answer.FailureReason, ended.TextOf()));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), ended.Answer.RetryTime.ToDateTimeOffset());
        var refusal = await ChatHouse.RefusalAsync(house.Client("ann").RegenerateAnswerAsync(Requests.Again(first)));
        Assert.Equal(("QUOTA_EXCEEDED", TimeSpan.FromHours(2)), (refusal.Reason, refusal.RetryAfter));

        time.Advance(TimeSpan.FromHours(2));
        await using var next = await house.WorkAsync();
        await AnswerAsync(house, next, room);
        Assert.Equal(AnswerState.Complete, (await house.LogAsync("ann", room))[^1].AnswerFinished.Message.Answer.State);
    }

    [Theory]
    [InlineData("UserAnswersAtATime")]
    [InlineData("RoomAnswersAtATime")]
    public async Task Question_BeyondTheAnswersAtATime_IsAnsweredByWhy(string setting)
    {
        await using var house = await ChatHouse.OpenAsync(settings: values => values[$"Chat:Quotas:{setting}"] = "1");
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant one?");
        await house.PostAsync("ann", room, "@assistant two?");
        var ended = (await house.LogAsync("ann", room))[^1].AnswerFinished.Message;
        Assert.Equal((AnswerState.Failed, "TOO_MANY_ANSWERS"), (ended.Answer.State, ended.Answer.FailureReason));
        Assert.Null(ended.Answer.RetryTime);
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "one"));
        await AnswerAsync(house, worker, room);
    }

    [Fact]
    public async Task Quota_OfOnePerson_IsNotAnothers()
    {
        await using var house = await ChatHouse.OpenAsync(settings: values => values["Chat:Quotas:UserTokensPerDay"] = "1");
        var room = await house.RoomAsync("ann", "ben");
        await using var worker = await house.WorkAsync();
        await AnswerAsync(house, worker, room);
        await house.PostAsync("ben", room, "@assistant?");
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "yes"));
        await house.PostAsync("ann", room, "@assistant?");
        Assert.Equal("QUOTA_EXCEEDED", (await house.LogAsync("ann", room))[^1].AnswerFinished.Message.Answer.FailureReason);
    }

    private static async Task AnswerAsync(ChatHouse house, WorkerStream worker, string room)
    {
        await house.PostAsync("ann", room, "@assistant?");
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "yes"));
    }
}
