using System.Globalization;
using GroupChat.Chat.Metering;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class UsageMapping
{
    public static UsageWish ToDomain(this Proto.GetUsageRequest request) => new(
        request.RoomId,
        request.Everybody,
        request.FromDay,
        request.ToDay,
        [.. request.GroupBy.Select(group => (UsageGroup)group)],
        request.PageSize,
        request.PageToken);

    public static Proto.UsageRow ToProto(this UsageSum sum) => new()
    {
        Day = sum.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        RoomId = sum.Room,
        UserId = sum.User,
        AgentId = sum.Agent,
        ModelId = sum.Model,
        Runs = sum.Runs,
        ComputedTokens = sum.Computed,
        CachedTokens = sum.Cached,
        GeneratedTokens = sum.Generated,
        EstimatedRuns = sum.Estimated,
    };
}
