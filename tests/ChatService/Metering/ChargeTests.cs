using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using UsageAmount = GroupChat.Contracts.Chat.V1.Usage;

namespace GroupChat.Chat.Tests.Metering;

/// <summary>Everything that workers tell of counts, once, whatever becomes of the answer that it was for.</summary>
public sealed class ChargeTests
{
    private const int Turns = 200;
    private const int Seed = 20_261_123;

    [Fact]
    public async Task Charges_OfRandomTurns_AddUpToWhatTheModelsTook()
    {
        await using var house = await ChatHouse.OpenAsync(settings: values => values["Chat:Quotas:UserAnswersAtATime"] = "2");
        var room = await house.RoomAsync("ann", "ben");
        var play = new RandomTurns(house, room, new Random(Seed));
        for (var turn = 0; turn < Turns; turn++)
            await play.StepAsync();
        await play.EndAsync();

        var rows = await RowsAsync(house, new() { RoomId = room, GroupBy = { UsageGroup.User, UsageGroup.Kind } });
        Assert.Equal(
            play.Tally.OrderBy(static one => one.Key).Select(static one => (one.Key, one.Value)),
            rows.Select(static row => ((row.UserId, row.Kind), (row.Runs, row.ComputedTokens, row.CachedTokens, row.GeneratedTokens))).OrderBy(static one => one.Item1));
        Assert.True(rows.Count > 4);
    }

    [Fact]
    public async Task RecordUsage_ToldTwice_CountsOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var charges = new[]
        {
            Charge("one", UsageKind.Task, "", "ann", 10, 4, 2), Charge("two", UsageKind.Answer, room, "ann", 20, 0, 3),
            Charge("three", UsageKind.Task, "no-such-room", "ann", 1, 0, 1), Charge("four", UsageKind.Embedding, "", "", 9, 0, 0),
        };
        var service = house.Node.ServiceClient<TurnService.TurnServiceClient>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.RecordUsageAsync(new() { Charges = { charges } }).ResponseAsync)).Within();

        var rows = await RowsAsync(house, new() { GroupBy = { UsageGroup.Kind, UsageGroup.Room } });
        Assert.Equal(
            [(UsageKind.Answer, room, 20L, 3L, 1L), (UsageKind.Task, "", 7L, 3L, 2L)],
            rows.Select(static row => (row.Kind, row.RoomId, row.ComputedTokens, row.GeneratedTokens, row.Runs)));
        Assert.Equal(room, Assert.Single(await RowsAsync(house, new() { RoomId = room, GroupBy = { UsageGroup.Room } })).RoomId);
    }

    [Fact]
    public async Task RecordUsage_UsedWrongly_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var byUser = house.Node.Client<TurnService.TurnServiceClient>("ann");
        Assert.Equal("SERVICE_IDENTITY_REQUIRED", (await ChatHouse.RefusalAsync(byUser.RecordUsageAsync(new()))).Reason);
        Assert.Equal("SERVICE_IDENTITY_REQUIRED", (await ChatHouse.RefusalAsync(byUser.RequireQuotaAsync(new() { UserId = "ann" }))).Reason);
        var service = house.Node.ServiceClient<TurnService.TurnServiceClient>();
        UsageCharge[] wrong =
        [
            Charge("", UsageKind.Task, "", "ann", 1, 0, 0), Charge(new string('x', 65), UsageKind.Task, "", "ann", 1, 0, 0),
            Charge("one", UsageKind.Unspecified, "", "ann", 1, 0, 0), new() { ChargeId = "one", Kind = UsageKind.Task },
        ];
        foreach (var charge in wrong)
            Assert.Equal("INVALID_REQUEST", (await ChatHouse.RefusalAsync(service.RecordUsageAsync(new() { Charges = { charge } }))).Reason);
        var many = Enumerable.Range(0, 501).Select(i => Charge($"{i}", UsageKind.Task, "", "ann", 1, 0, 0));
        Assert.Equal("INVALID_REQUEST", (await ChatHouse.RefusalAsync(service.RecordUsageAsync(new() { Charges = { many } }))).Reason);
        Assert.Equal("INVALID_REQUEST", (await ChatHouse.RefusalAsync(service.RequireQuotaAsync(new()))).Reason);
    }

    internal static UsageCharge Charge(string id, UsageKind kind, string room, string user, int input, int cached, int output) => new()
    {
        ChargeId = id,
        Kind = kind,
        RoomId = room,
        UserId = user,
        ModelId = "test-model",
        Usage = new UsageAmount { InputTokens = input, CachedInputTokens = cached, OutputTokens = output },
    };

    private static async Task<IReadOnlyList<UsageRow>> RowsAsync(ChatHouse house, GetUsageRequest request) =>
        (await house.Node.Client<UsageService.UsageServiceClient>("ann").GetUsageAsync(request).ResponseAsync.Within()).Rows;
}
