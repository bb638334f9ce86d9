using GroupChat.Chat.Metering;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>What services ask and tell of the use of models.</summary>
internal sealed partial class TurnRpc
{
    public override async Task<RequireQuotaResponse> RequireQuota(RequireQuotaRequest request, ServerCallContext context)
    {
        new Violations().AddIf(request.UserId.Length == 0, "user_id", "required").ThrowIfAny();
        await charges.RequireAsync(new(request.UserId), context.CancellationToken);
        return new();
    }

    public override async Task<RecordUsageResponse> RecordUsage(RecordUsageRequest request, ServerCallContext context)
    {
        new Violations().AddIf(request.Charges.Count > ChargeDesk.MaxCharges, "charges", $"at most {ChargeDesk.MaxCharges}").ThrowIfAny();
        // Not tied to the call: what was told is counted.
        await charges.RecordAsync(Whole("charges", request.Charges), CancellationToken.None);
        return new();
    }

    private static IReadOnlyList<RoomCharge> Whole(string field, IReadOnlyCollection<UsageCharge> told)
    {
        new Violations().AddIf(!told.All(UsageMapping.IsWhole), field, "each with an id, a kind and its usage").ThrowIfAny();
        return [.. told.Select(UsageMapping.ToDomain)];
    }
}
