using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Metering;

/// <summary>What answers cost: counted once, whoever ends them, and shown to those whom it concerns.</summary>
public sealed class UsageTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task GetUsage_AfterAnswers_AddsThemUpByWhateverIsAsked()
    {
        var time = new ManualTimeProvider(Monday);
        await using var house = await ChatHouse.OpenAsync(time: time);
        var (tea, milk) = (await house.RoomAsync("ann", "ben"), await house.RoomAsync("ann"));
        await using (var worker = await house.WorkAsync())
        {
            await AnswerAsync(house, worker, "ann", tea, new() { InputTokens = 100, CachedInputTokens = 60, OutputTokens = 10 });
            await AnswerAsync(house, worker, "ben", tea, new() { InputTokens = 7, OutputTokens = 3, Estimated = true });
        }

        time.Advance(TimeSpan.FromDays(1));
        await using var next = await house.WorkAsync();
        await AnswerAsync(house, next, "ann", milk, new() { InputTokens = 50, OutputTokens = 5 });

        var own = await SumAsync(house, "ann", new() { FromDay = "2026-11-20" });
        Assert.Equal((2, 90, 60, 15, 0), own);
        Assert.Equal((2, 47, 60, 13, 1), await SumAsync(house, "ann", new() { RoomId = tea }));
        Assert.Equal((1, 50, 0, 5, 0), await SumAsync(house, "ann", new() { FromDay = "2026-11-24", ToDay = "2026-11-24" }));
        var rows = new List<UsageRow>();
        var request = new GetUsageRequest { GroupBy = { UsageGroup.Day, UsageGroup.Room, UsageGroup.Model }, PageSize = 1 };
        do
        {
            var page = await Usage(house, "ann").GetUsageAsync(request).ResponseAsync.Within();
            rows.AddRange(page.Rows);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(
            [("2026-11-23", tea, "", "test-model", 10L), ("2026-11-24", milk, "", "test-model", 5L)],
            rows.Select(row => (row.Day, row.RoomId, row.UserId, row.ModelId, row.GeneratedTokens)));
        var people = await Usage(house, "ann").GetUsageAsync(new() { RoomId = tea, GroupBy = { UsageGroup.User } }).ResponseAsync.Within();
        Assert.Equal([("ann", 10L), ("ben", 3L)], people.Rows.Select(row => (row.UserId, row.GeneratedTokens)));
    }

    [Fact]
    public async Task GetUsage_OfOthers_IsForOwnersAndAdmins()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var refusals = new (string User, GetUsageRequest Request, string Reason)[]
        {
            ("ben", new() { RoomId = room }, "ROLE_REQUIRED"),
            ("cid", new() { RoomId = room }, "NOT_A_MEMBER"),
            ("ann", new() { Everybody = true }, "ADMIN_REQUIRED"),
            ("ann", new() { RoomId = room, Everybody = true }, "INVALID_REQUEST"),
            ("ann", new() { FromDay = "yesterday" }, "INVALID_REQUEST"),
            ("ann", new() { FromDay = "2026-01-02", ToDay = "2026-01-01" }, "INVALID_REQUEST"),
            ("ann", new() { FromDay = "2020-01-01", ToDay = "2026-01-01" }, "INVALID_REQUEST"),
            ("ann", new() { GroupBy = { UsageGroup.Day, UsageGroup.Day } }, "INVALID_REQUEST"),
            ("ann", new() { GroupBy = { UsageGroup.Unspecified } }, "INVALID_REQUEST"),
            ("ann", new() { PageToken = "nonsense" }, "INVALID_PAGE_TOKEN"),
        };
        foreach (var (user, request, reason) in refusals)
            Assert.Equal(reason, (await ChatHouse.RefusalAsync(Usage(house, user).GetUsageAsync(request))).Reason);
        Assert.Equal((0, 0, 0, 0, 0), await SumAsync(house, "ann", new() { RoomId = room }));
    }

    [Fact]
    public async Task Usage_OfARunThatIsStopped_IsCountedWhenItsWorkerSaysSo()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant?");
        var run = await worker.AssignmentAsync();
        await house.Client("ann").CancelAnswerAsync(new() { RoomId = room, MessageId = run.AnswerMessageId }).ResponseAsync.Within();
        Assert.NotNull((await worker.NextAsync()).Stop);
        Assert.Equal((0, 0, 0, 0, 0), await SumAsync(house, "ann", new()));
        for (var i = 0; i < 2; i++)
            Assert.False(await worker.FinishAsync(run, "half", AnswerState.Cancelled));
        Assert.Equal((1, 7, 0, 3, 0), await SumAsync(house, "ann", new()));
    }

    [Fact]
    public async Task Usage_OfRunsThatFailOrAreLost_IsCountedToo()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant?");
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "half", AnswerState.Failed, "MODEL_FAILED"));
        await house.PostAsync("ann", room, "@assistant?");
        for (var run = 0; run < 2; run++)
            await LoseAsync(worker);
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "at last"));
        Assert.Equal((4, 28, 0, 12, 0), await SumAsync(house, "ann", new()));
    }

    [Fact]
    public async Task Usage_OfAConversationAmongAgents_IsThePersonsWhoBeganIt()
    {
        await using var house = await AgentKit.OpenAsync("one", "two");
        var room = await house.RoomAsync("ann");
        await using var worker = await WorkerStream.OpenAsync(
            house.Node.ServiceClient<TurnService.TurnServiceClient>(), 4, "agent:one", "agent:two");
        await house.PostAsync("ann", room, "@one?");
        await EndAsync(worker, await worker.AssignmentAsync(), "@two, what do you think?", new() { InputTokens = 7, OutputTokens = 3 });
        await EndAsync(worker, await worker.AssignmentAsync(), "nothing", new() { InputTokens = 7, OutputTokens = 3 });
        Assert.Equal((2, 14, 0, 6, 0), await SumAsync(house, "ann", new()));
    }

    /// <summary>A run ends as lost; the next one is not waited for, because it may come before the answer.</summary>
    private static async Task LoseAsync(WorkerStream worker)
    {
        var run = await worker.AssignmentAsync();
        await worker.SendAsync(new()
        {
            Finish = new()
            {
                TurnId = run.TurnId,
                RunId = run.RunId,
                State = AnswerState.Interrupted,
                FailureReason = "WORKER_LOST",
                ModelId = "test-model",
                Usage = new() { InputTokens = 7, OutputTokens = 3 },
            },
        });
        await worker.FinishedAsync(run);
    }

    private static async Task AnswerAsync(ChatHouse house, WorkerStream worker, string user, string room, Contracts.Chat.V1.Usage usage)
    {
        await house.PostAsync(user, room, "@assistant?");
        await EndAsync(worker, await worker.AssignmentAsync(), "yes", usage);
    }

    private static async Task EndAsync(WorkerStream worker, RunAssignment run, string text, Contracts.Chat.V1.Usage usage)
    {
        await worker.SendAsync(new()
        {
            Finish = new() { TurnId = run.TurnId, RunId = run.RunId, State = AnswerState.Complete, Text = text, ModelId = "test-model", Usage = usage },
        });
        await worker.FinishedAsync(run);
    }

    private static UsageService.UsageServiceClient Usage(ChatHouse house, string user) => house.Node.Client<UsageService.UsageServiceClient>(user);

    private static async Task<(long Runs, long Computed, long Cached, long Generated, long Estimated)> SumAsync(
        ChatHouse house, string user, GetUsageRequest request)
    {
        var row = Assert.Single((await Usage(house, user).GetUsageAsync(request).ResponseAsync.Within()).Rows);
        return (row.Runs, row.ComputedTokens, row.CachedTokens, row.GeneratedTokens, row.EstimatedRuns);
    }
}
