using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>Answers that are made again: by request, and with an edit of the question.</summary>
public sealed class RegenerateTests
{
    [Fact]
    public async Task Regenerate_OfAnAnswer_BeginsItAnewAndKeepsWhatItSaid()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        var first = await AnswerAsync(house, worker, room, "@assistant when?", "At four.");
        await using var viewer = await house.ConverseAsync("ann", Requests.Latest(room));

        var begun = await house.Client("ann").RegenerateAnswerAsync(Requests.Again(first)).ResponseAsync.Within();
        Assert.Equal((AnswerState.Generating, 2, ""), (begun.Message.Answer.State, begun.Message.Answer.Version, begun.Message.TextOf()));
        Assert.Equal((first.MessageId, first.Sequence), (begun.Message.MessageId, begun.Message.Sequence));
        var run = await worker.AssignmentAsync();
        Assert.Equal((begun.Message.Answer.TurnId, 1, "@assistant when?"), (run.TurnId, run.Attempt, run.Question.TextOf()));
        await worker.WriteAsync(run, 0, "At fi");
        var delta = (await viewer.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta;
        Assert.Equal((run.RunId, 0L, "At fi"), (delta.RunId, delta.Offset, delta.Text));
        Assert.True(await worker.FinishAsync(run, "At five."));

        var now = await MessageAsync(house, first);
        Assert.Equal((AnswerState.Complete, 2, "At five."), (now.Answer.State, now.Answer.Version, now.TextOf()));
        var versions = (await house.Client("ann").ListMessageRevisionsAsync(new() { RoomId = room, MessageId = first.MessageId }).ResponseAsync.Within()).Revisions;
        Assert.Equal([(1, "At four."), (2, "At five.")], versions.Select(one => (one.Answer.Version, one.Parts[0].Text.Text)));
        Assert.Equal(
            [RoomEvent.ChangeOneofCase.AnswerStarted, RoomEvent.ChangeOneofCase.AnswerFinished,
                RoomEvent.ChangeOneofCase.AnswerRestarted, RoomEvent.ChangeOneofCase.AnswerFinished],
            (await house.LogAsync("ann", room)).TakeLast(4).Select(change => change.ChangeCase));
    }

    [Theory]
    [InlineData(AnswerState.Failed)]
    [InlineData(AnswerState.Cancelled)]
    public async Task Regenerate_OfAnAnswerThatDidNotComplete_IsTheSame(AnswerState ended)
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        var first = await AnswerAsync(house, worker, room, "@assistant?", "so far", ended);
        await house.Client("ann").RegenerateAnswerAsync(Requests.Again(first)).ResponseAsync.Within();
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "all of it"));
        var now = await MessageAsync(house, first);
        Assert.Equal((AnswerState.Complete, "all of it", ""), (now.Answer.State, now.TextOf(), now.Answer.FailureReason));
    }

    [Fact]
    public async Task Regenerate_Repeated_StartsNothingAndReturnsTheAnswerAsItIs()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        var first = await AnswerAsync(house, worker, room, "@assistant one?", "one");
        var other = await AnswerAsync(house, worker, room, "@assistant two?", "two");
        var request = Requests.Again(first, "key");
        var begun = await house.Client("ann").RegenerateAnswerAsync(request).ResponseAsync.Within();
        var repeated = await house.Client("ann").RegenerateAnswerAsync(request).ResponseAsync.Within();
        Assert.Equal((false, true), (begun.AlreadyExisted, repeated.AlreadyExisted));
        Assert.Equal(begun.Message.Answer.TurnId, repeated.Message.Answer.TurnId);
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "one again"));
        Assert.Equal("one again", (await house.Client("ann").RegenerateAnswerAsync(request).ResponseAsync.Within()).Message.TextOf());
        Assert.Equal((ErrorCode.AlreadyExists, "REQUEST_ID_REUSED"), await RefusedAsync(house, "ann", Requests.Again(other, "key")));
        Assert.Single(await house.LogAsync("ann", room), change => change.AnswerRestarted is not null);
    }

    [Fact]
    public async Task Regenerate_ByWhomItIsNotFor_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben", "cid");
        await using var worker = await house.WorkAsync();
        await house.PostAsync("ben", room, "@assistant?");
        var run = await worker.AssignmentAsync();
        var answer = await MessageAsync(house, room, run.AnswerMessageId);
        Assert.Equal((ErrorCode.FailedPrecondition, "ANSWER_IN_PROGRESS"), await RefusedAsync(house, "ben", Requests.Again(answer)));
        Assert.True(await worker.FinishAsync(run, "yes"));
        Assert.Equal((ErrorCode.PermissionDenied, "ROLE_REQUIRED"), await RefusedAsync(house, "cid", Requests.Again(answer)));
        Assert.Equal((ErrorCode.PermissionDenied, "NOT_A_MEMBER"), await RefusedAsync(house, "dan", Requests.Again(answer)));
        Assert.Equal((ErrorCode.FailedPrecondition, "NOT_AN_ANSWER"), await RefusedAsync(house, "ben", Requests.Again(run.Question)));
        Assert.Equal((ErrorCode.InvalidArgument, "INVALID_REQUEST"), await RefusedAsync(house, "ben", Requests.Again(answer, "")));
        await house.Client("ann").RemoveAgentAsync(new() { RoomId = room, AgentId = WorkerStream.Assistant }).ResponseAsync.Within();
        Assert.Equal((ErrorCode.FailedPrecondition, "AGENT_SILENT"), await RefusedAsync(house, "ben", Requests.Again(answer)));
        await house.Client("ben").DeleteMessageAsync(Requests.Delete(run.Question)).ResponseAsync.Within();
        Assert.Equal((ErrorCode.FailedPrecondition, "MESSAGE_DELETED"), await RefusedAsync(house, "ben", Requests.Again(answer)));
    }

    [Fact]
    public async Task Regenerate_MoreOftenThanAllowed_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        var answer = await AnswerAsync(house, worker, room, "@assistant?", "1");
        for (var version = 2; version <= 16; version++)
        {
            await house.Client("ann").RegenerateAnswerAsync(Requests.Again(answer)).ResponseAsync.Within();
            Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), $"{version}"));
        }

        Assert.Equal((ErrorCode.ResourceExhausted, "TOO_MANY_VERSIONS"), await RefusedAsync(house, "ann", Requests.Again(answer)));
        var (all, token) = (new List<int>(), "");
        do
        {
            var page = await house.Client("ann")
                .ListMessageRevisionsAsync(new() { RoomId = room, MessageId = answer.MessageId, PageSize = 5, PageToken = token }).ResponseAsync.Within();
            all.AddRange(page.Revisions.Select(one => one.Answer.Version));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(Enumerable.Range(1, 16), all);
    }

    [Fact]
    public async Task Edit_WithRerun_MakesTheAnswersAgainFromTheNewText()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        var answer = await AnswerAsync(house, worker, room, "@assistant one?", "one");
        var question = await MessageAsync(house, room, answer.Answer.QuestionMessageId);
        var request = new EditMessageRequest(Requests.Edit(question, "@assistant two?")) { Rerun = true };
        await house.Client("ann").EditMessageAsync(request).ResponseAsync.Within();
        var run = await worker.AssignmentAsync();
        Assert.Equal((answer.MessageId, "@assistant two?"), (run.AnswerMessageId, run.Question.TextOf()));
        // Nothing is changed by a repeat, so nothing is made again.
        await house.Client("ann").EditMessageAsync(request).ResponseAsync.Within();
        Assert.True(await worker.FinishAsync(run, "two"));
        Assert.Single(await house.LogAsync("ann", room), change => change.AnswerRestarted is not null);
        Assert.Equal("two", (await MessageAsync(house, answer)).TextOf());
    }

    [Fact]
    public async Task Edit_WithRerunInMidAnswer_StopsItAndBeginsAnew()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant one?");
        var old = await worker.AssignmentAsync();
        await worker.WriteAsync(old, 0, "half");
        var request = new EditMessageRequest(Requests.Edit(old.Question, "@assistant two?")) { Rerun = true };
        await house.Client("ann").EditMessageAsync(request).ResponseAsync.Within();

        var (stopped, run) = ((RunStop?)null, (RunAssignment?)null);
        while (stopped is null || run is null)
        {
            var frame = await worker.NextAsync();
            (stopped, run) = (frame.Stop ?? stopped, frame.Assignment ?? run);
        }

        Assert.Equal((old.RunId, old.AnswerMessageId), (stopped.RunId, run.AnswerMessageId));
        Assert.False(await worker.FinishAsync(old, "half and more"));
        Assert.True(await worker.FinishAsync(run, "two"));
        Assert.Equal(("two", 2), (await MessageAsync(house, room, run.AnswerMessageId)) is var now ? (now.TextOf(), now.Answer.Version) : default);
    }

    [Fact]
    public async Task Restart_OfTheProcess_GoesOnWithAnAnswerThatIsMadeAgain()
    {
        using var data = new TempFolder();
        Message answer;
        string room;
        await using (var house = await ChatHouse.OpenAsync(data))
        {
            room = await house.RoomAsync("ann");
            await using var worker = await house.WorkAsync();
            answer = await AnswerAsync(house, worker, room, "@assistant?", "first");
            await house.Client("ann").RegenerateAnswerAsync(Requests.Again(answer)).ResponseAsync.Within();
            await worker.AssignmentAsync();
        }

        await using var again = await ChatHouse.OpenAsync(data);
        await using var next = await again.WorkAsync();
        var run = await next.AssignmentAsync();
        Assert.Equal((answer.MessageId, 2), (run.AnswerMessageId, run.Attempt));
        Assert.True(await next.FinishAsync(run, "second"));
        Assert.Equal("second", (await MessageAsync(again, answer)).TextOf());
    }

    private static async Task<Message> AnswerAsync(
        ChatHouse house, WorkerStream worker, string room, string question, string text, AnswerState state = AnswerState.Complete)
    {
        await house.PostAsync("ann", room, question);
        var run = await worker.AssignmentAsync();
        Assert.True(await worker.FinishAsync(run, text, state, state == AnswerState.Failed ? "MODEL_FAILED" : ""));
        return await MessageAsync(house, room, run.AnswerMessageId);
    }

    private static Task<Message> MessageAsync(ChatHouse house, Message message) => MessageAsync(house, message.RoomId, message.MessageId);

    private static async Task<Message> MessageAsync(ChatHouse house, string room, string id) =>
        (await house.Client("ann").GetMessageAsync(new() { RoomId = room, MessageId = id }).ResponseAsync.Within()).Message;

    private static async Task<(ErrorCode, string)> RefusedAsync(ChatHouse house, string user, RegenerateAnswerRequest request)
    {
        var refusal = await ChatHouse.RefusalAsync(house.Client(user).RegenerateAnswerAsync(request));
        return (refusal.Code, refusal.Reason);
    }
}
