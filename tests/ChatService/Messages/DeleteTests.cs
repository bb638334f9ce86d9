using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Messages;

public sealed class DeleteTests
{
    private const string Secret = "xyzzy-secret";

    [Fact]
    public async Task Delete_OfAnEditedMessage_LeavesItsPlaceAndNoWord()
    {
        using var data = new TempFolder();
        Message posted;
        await using (var house = await ChatHouse.OpenAsync(data))
        {
            var room = await house.RoomAsync("ann", "ben");
            posted = await house.PostAsync("ann", room, $"{Secret} 0");
            for (var i = 1; i <= 3; i++)
                await house.Client("ann").EditMessageAsync(Requests.Edit(posted, $"{Secret} {i}", "ben")).ResponseAsync.Within();
            await house.PostAsync("ben", room, "after");
            var deleted = await house.Client("ann").DeleteMessageAsync(Requests.Delete(posted)).ResponseAsync.Within();

            Assert.Equal(("ann", posted.Sequence), (deleted.Message.Deletion.DeletedBy.UserId, deleted.Message.Sequence));
            Assert.Empty(deleted.Message.Parts);
            Assert.Equal(deleted.Message, await house.GetAsync("ben", posted));
            var listed = await house.Client("ben").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within();
            Assert.Equal(deleted.Message, listed.Messages[^1]);
            Assert.Empty((await house.Client("ben").ListMessageRevisionsAsync(
                new() { RoomId = room, MessageId = posted.MessageId }).ResponseAsync.Within()).Revisions);
            await CheckLogAsync(house, posted);
        }

        await using var restarted = await ChatHouse.OpenAsync(data);
        await CheckLogAsync(restarted, posted);
    }

    [Fact]
    public async Task Delete_Twice_AddsOneEvent()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await house.PostAsync("ann", room, "hello");
        var first = await house.Client("ann").DeleteMessageAsync(Requests.Delete(posted)).ResponseAsync.Within();
        var again = await house.Client("ann").DeleteMessageAsync(Requests.Delete(posted)).ResponseAsync.Within();
        Assert.Equal(first, again);
        Assert.Single(await house.LogAsync("ann", room), e => e.MessageDeleted is not null);
    }

    [Fact]
    public async Task Delete_ByMembersAndModerators_IsForModerators()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben", "cid");
        var posted = await house.PostAsync("ben", room, "hello");
        var refusal = await ChatHouse.RefusalAsync(house.Client("cid").DeleteMessageAsync(Requests.Delete(posted)));
        Assert.Equal((ErrorCode.PermissionDenied, "ROLE_REQUIRED"), (refusal.Code, refusal.Reason));
        var deleted = await house.Client("ann").DeleteMessageAsync(Requests.Delete(posted)).ResponseAsync.Within();
        Assert.Equal("ann", deleted.Message.Deletion.DeletedBy.UserId);
    }

    [Fact]
    public async Task Delete_WhileOthersWatch_ReachesThemAndForgetsTheTextInMemory()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var watching = await house.ConverseAsync("ben", Requests.Latest(room));
        await watching.CaughtUpAsync();
        var before = (await house.Client("ben").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within()).Cursor;
        var posted = await house.PostAsync("ann", room, Secret);
        Assert.Equal(Secret, (await watching.EventsAsync(1))[0].MessageOf()!.TextOf());
        var deleted = await house.Client("ann").DeleteMessageAsync(Requests.Delete(posted)).ResponseAsync.Within();
        Assert.Equal(deleted.Message, (await watching.EventsAsync(1))[0].MessageDeleted.Message);

        // Who comes now and was not far behind is served from memory, like those who watch.
        await using var late = await house.ConverseAsync("ben", Requests.From(room, before));
        var seen = await late.EventsAsync(2);
        Assert.Equal([posted.Sequence, posted.Sequence + 1], seen.Select(e => e.Sequence));
        Assert.DoesNotContain(Secret, string.Concat(seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OfAnAnswerInTheMaking_StopsItFirst()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var worker = await house.WorkAsync();
        await house.PostAsync("ben", room, "@assistant hello");
        var run = await worker.AssignmentAsync();
        await worker.WriteAsync(run, 0, Secret);
        var answer = (await house.LogAsync("ann", room)).Single(e => e.AnswerStarted is not null).AnswerStarted.Message;

        var deleted = await house.Client("ann").DeleteMessageAsync(Requests.Delete(answer)).ResponseAsync.Within();
        Assert.Equal((AnswerState.Cancelled, "ann"), (deleted.Message.Answer.State, deleted.Message.Answer.CancelledBy.UserId));
        Assert.Equal(run.RunId, (await worker.NextAsync()).Stop.RunId);
        Assert.False(await worker.FinishAsync(run, Secret));
        var log = await house.LogAsync("ann", room);
        Assert.Equal(
            [RoomEvent.ChangeOneofCase.AnswerFinished, RoomEvent.ChangeOneofCase.MessageDeleted], log.TakeLast(2).Select(e => e.ChangeCase));
        Assert.DoesNotContain(Secret, string.Concat(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OfAFinishedAnswer_TakesItsTextAndItsQuotes()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant hello");
        var run = await worker.AssignmentAsync();
        Assert.True(await worker.FinishAsync(run, Secret));
        var answer = (await house.LogAsync("ann", room)).Single(e => e.AnswerFinished is not null).AnswerFinished.Message;
        Assert.NotEmpty(answer.Answer.Citations);

        var deleted = await house.Client("ann").DeleteMessageAsync(Requests.Delete(answer)).ResponseAsync.Within();
        Assert.Equal((AnswerState.Complete, 0), (deleted.Message.Answer.State, deleted.Message.Answer.Citations.Count));
        var log = string.Concat(await house.LogAsync("ann", room));
        Assert.DoesNotContain(Secret, log, StringComparison.Ordinal);
        Assert.DoesNotContain("a quote", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OfAQuestion_StopsItsAnswers()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var question = await house.PostAsync("ann", room, "@assistant hello");
        await house.Client("ann").DeleteMessageAsync(Requests.Delete(question)).ResponseAsync.Within();
        var ended = (await house.LogAsync("ann", room)).Single(e => e.AnswerFinished is not null).AnswerFinished.Message;
        Assert.Equal((AnswerState.Cancelled, question.MessageId), (ended.Answer.State, ended.Answer.QuestionMessageId));
    }

    [Fact]
    public async Task Post_RepeatedAfterItsDeletion_ReturnsWhatIsLeft()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await house.PostAsync("ann", room, "hello", "key");
        var deleted = await house.Client("ann").DeleteMessageAsync(Requests.Delete(posted)).ResponseAsync.Within();
        var repeated = await house.Client("ann").PostMessageAsync(Requests.Post(room, "hello", "key")).ResponseAsync.Within();
        Assert.Equal((true, deleted.Message), (repeated.AlreadyExisted, repeated.Message));
        Assert.Single(await house.LogAsync("ann", room), e => e.MessagePosted is not null);
    }

    private static async Task CheckLogAsync(ChatHouse house, Message posted)
    {
        var log = await house.LogAsync("ben", posted.RoomId);
        Assert.DoesNotContain(Secret, string.Concat(log), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long)i), log.Select(e => e.Sequence));
        Assert.Equal(5, log.Count(e => e.MessageOf()?.MessageId == posted.MessageId));
        Assert.All(log.Where(e => e.MessageOf()?.MessageId == posted.MessageId), e => Assert.Empty(e.MessageOf()!.Mentions));
        Assert.Contains(log, e => e.MessageOf() is { } message && message.TextOf() == "after");
    }
}
