using System.Globalization;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class UsageMapping
{
    private const int MaxChargeId = 64;

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
        Kind = (Proto.UsageKind)(sum.Kind ?? 0),
        Runs = sum.Runs,
        ComputedTokens = sum.Computed,
        CachedTokens = sum.Cached,
        GeneratedTokens = sum.Generated,
        EstimatedRuns = sum.Estimated,
    };

    /// <summary>Checked by <see cref="IsWhole"/>.</summary>
    public static RoomCharge ToDomain(this Proto.UsageCharge charge) => new(
        charge.RoomId.Length > 0 ? new RoomId(charge.RoomId) : null,
        new(UserOf(charge.UserId), UserOf(charge.AgentId), charge.ModelId, charge.Usage.ToDomain())
        {
            Id = charge.ChargeId,
            Kind = (ChargeKind)charge.Kind,
        });

    public static bool IsWhole(this Proto.UsageCharge charge) =>
        charge.ChargeId.Length is > 0 and <= MaxChargeId && charge.Usage is not null && Enum.IsDefined((ChargeKind)charge.Kind);

    public static Proto.Quota ToProto(this Quota quota)
    {
        var (isUser, id) = (quota.Subject.Kind == QuotaOf.User, quota.Subject.Id);
        var proto = new Proto.Quota { UserId = isUser ? id : "", RoomId = isUser ? "" : id };
        if (quota.TokensPerDay is { } tokens)
            proto.TokensPerDay = tokens;
        if (quota.AnswersAtATime is { } answers)
            proto.AnswersAtATime = answers;
        return proto;
    }

    public static Proto.GetQuotaResponse ToProto(this QuotaState state) => new()
    {
        Quota = state.Quota.ToProto(),
        TokensPerDay = state.TokensPerDay,
        AnswersAtATime = state.AnswersAtATime,
        TokensToday = state.TokensToday,
        AnswersNow = state.AnswersNow,
    };

    private static UserId? UserOf(string id) => id.Length > 0 ? new UserId(id) : null;
}
