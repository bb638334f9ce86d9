using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Metering;

/// <summary>Admins say what people and rooms may use, over the settings.</summary>
public sealed class QuotaRpcTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 23, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task UpdateQuota_OfAPersonOrARoom_GoesBeforeTheSettings()
    {
        await using var house = await ChatHouse.OpenAsync(settings: values => values["Chat:Quotas:UserTokensPerDay"] = "1");
        var room = await house.RoomAsync("ann", "ben");
        await using var worker = await house.WorkAsync();
        await AnswerAsync(house, worker, "ann", room);
        await RefusedAsync(house, "ann", room, "QUOTA_EXCEEDED");

        await Admin(house).UpdateQuotaAsync(new() { UserId = "ann", TokensPerDay = 0 }).ResponseAsync.Within();
        await AnswerAsync(house, worker, "ann", room);
        await Admin(house).UpdateQuotaAsync(new() { RoomId = room, TokensPerDay = 20 }).ResponseAsync.Within();
        await RefusedAsync(house, "ann", room, "QUOTA_EXCEEDED");
        await RefusedAsync(house, "ben", room, "QUOTA_EXCEEDED");
        await Admin(house).UpdateQuotaAsync(new() { RoomId = room, AnswersAtATime = 1 }).ResponseAsync.Within();
        await house.PostAsync("ann", room, "@assistant?");
        await RefusedAsync(house, "ann", room, "TOO_MANY_ANSWERS");
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "yes"));

        await Admin(house).UpdateQuotaAsync(new() { UserId = "ann" }).ResponseAsync.Within();
        await RefusedAsync(house, "ann", room, "QUOTA_EXCEEDED");
    }

    [Fact]
    public async Task GetAndListQuotas_SayWhatCountsAndWhatIsUsed()
    {
        await using var house = await ChatHouse.OpenAsync(settings: values => values["Chat:Quotas:RoomAnswersAtATime"] = "9");
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        await AnswerAsync(house, worker, "ann", room);
        await house.PostAsync("ann", room, "@assistant?");
        await worker.AssignmentAsync();
        foreach (var user in new[] { "cid", "ann", "ben" })
            await Admin(house).UpdateQuotaAsync(new() { UserId = user, TokensPerDay = 50, AnswersAtATime = 3 }).ResponseAsync.Within();
        var updated = await Admin(house).UpdateQuotaAsync(new() { RoomId = room, TokensPerDay = 70 }).ResponseAsync.Within();
        Assert.Equal((room, 70L, false), (updated.Quota.RoomId, updated.Quota.TokensPerDay, updated.Quota.HasAnswersAtATime));

        var ofAnn = await Admin(house).GetQuotaAsync(new() { UserId = "ann" }).ResponseAsync.Within();
        Assert.Equal((50L, 3, 10L, 1), (ofAnn.TokensPerDay, ofAnn.AnswersAtATime, ofAnn.TokensToday, ofAnn.AnswersNow));
        var ofRoom = await Admin(house).GetQuotaAsync(new() { RoomId = room }).ResponseAsync.Within();
        Assert.Equal((70L, 9, 10L, 1, false), (ofRoom.TokensPerDay, ofRoom.AnswersAtATime, ofRoom.TokensToday, ofRoom.AnswersNow, ofRoom.Quota.HasAnswersAtATime));
        Assert.Equal((0L, 0L), ((await Admin(house).GetQuotaAsync(new() { UserId = "nobody" }).ResponseAsync.Within()) is var nobody ? (nobody.TokensPerDay, nobody.TokensToday) : default));

        var listed = new List<Quota>();
        var token = "";
        do
        {
            var page = await Admin(house).ListQuotasAsync(new() { PageSize = 2, PageToken = token }).ResponseAsync.Within();
            listed.AddRange(page.Quotas);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(["ann", "ben", "cid", room], listed.Select(static quota => quota.UserId.Length > 0 ? quota.UserId : quota.RoomId));
    }

    [Fact]
    public async Task Quotas_UsedWrongly_AreRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var byOwner = house.Node.Client<UsageService.UsageServiceClient>("ann");
        Assert.Equal("ADMIN_REQUIRED", (await ChatHouse.RefusalAsync(byOwner.UpdateQuotaAsync(new() { RoomId = room, TokensPerDay = 0 }))).Reason);
        Assert.Equal("ADMIN_REQUIRED", (await ChatHouse.RefusalAsync(byOwner.GetQuotaAsync(new() { RoomId = room }))).Reason);
        Assert.Equal("ADMIN_REQUIRED", (await ChatHouse.RefusalAsync(byOwner.ListQuotasAsync(new()))).Reason);
        var wrong = new (UpdateQuotaRequest Request, string Reason)[]
        {
            (new(), "INVALID_REQUEST"),
            (new() { UserId = "ann", RoomId = room }, "INVALID_REQUEST"),
            (new() { UserId = new string('x', 129) }, "INVALID_REQUEST"),
            (new() { UserId = "ann", TokensPerDay = -1 }, "INVALID_REQUEST"),
            (new() { UserId = "ann", AnswersAtATime = -1 }, "INVALID_REQUEST"),
            (new() { RoomId = "nowhere", TokensPerDay = 1 }, "ROOM_NOT_FOUND"),
            (new() { RoomId = "No Room!", TokensPerDay = 1 }, "ROOM_NOT_FOUND"),
        };
        foreach (var (request, reason) in wrong)
            Assert.Equal(reason, (await ChatHouse.RefusalAsync(Admin(house).UpdateQuotaAsync(request))).Reason);
        Assert.Equal("INVALID_PAGE_TOKEN", (await ChatHouse.RefusalAsync(Admin(house).ListQuotasAsync(new() { PageToken = "x" }))).Reason);
        Assert.Empty((await Admin(house).ListQuotasAsync(new()).ResponseAsync.Within()).Quotas);
    }

    [Fact]
    public async Task RequireQuota_OfSomebodyWhoUsedItUp_SaysWhoseAndWhenItBeginsAnew()
    {
        var time = new ManualTimeProvider(Evening);
        await using var house = await ChatHouse.OpenAsync(time: time);
        var service = house.Node.ServiceClient<TurnService.TurnServiceClient>();
        await service.RecordUsageAsync(new() { Charges = { ChargeTests.Charge("one", UsageKind.Task, "", "ann", 10, 4, 2) } }).ResponseAsync.Within();
        await Admin(house).UpdateQuotaAsync(new() { UserId = "ann", TokensPerDay = 9 }).ResponseAsync.Within();
        await service.RequireQuotaAsync(new() { UserId = "ann" }).ResponseAsync.Within();
        await Admin(house).UpdateQuotaAsync(new() { UserId = "ann", TokensPerDay = 8 }).ResponseAsync.Within();

        var refusal = await ChatHouse.RefusalAsync(service.RequireQuotaAsync(new() { UserId = "ann" }));
        Assert.Equal(
            (ErrorCode.ResourceExhausted, "QUOTA_EXCEEDED", TimeSpan.FromHours(2), "user:ann"),
            (refusal.Code, refusal.Reason, refusal.RetryAfter, refusal.QuotaSubject));
        await service.RequireQuotaAsync(new() { UserId = "ben" }).ResponseAsync.Within();
        time.Advance(TimeSpan.FromHours(2));
        await service.RequireQuotaAsync(new() { UserId = "ann" }).ResponseAsync.Within();
    }

    private static UsageService.UsageServiceClient Admin(ChatHouse house) => house.Node.ServiceClient<UsageService.UsageServiceClient>();

    private static async Task AnswerAsync(ChatHouse house, WorkerStream worker, string user, string room)
    {
        await house.PostAsync(user, room, "@assistant?");
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "yes"));
    }

    private static async Task RefusedAsync(ChatHouse house, string user, string room, string reason)
    {
        await house.PostAsync(user, room, "@assistant?");
        Assert.Equal(reason, (await house.LogAsync(user, room))[^1].AnswerFinished.Message.Answer.FailureReason);
    }
}
