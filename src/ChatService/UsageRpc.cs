using GroupChat.Chat.Metering;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>The face of what models are used for, and of how much of it is allowed.</summary>
internal sealed class UsageRpc(UsageDesk desk, QuotaDesk quotas) : UsageService.UsageServiceBase
{
    public override async Task<GetUsageResponse> GetUsage(GetUsageRequest request, ServerCallContext context)
    {
        var page = await desk.ListAsync(request.ToDomain(), context.GetUser(), context.CancellationToken);
        return new() { Rows = { page.Items.Select(sum => sum.ToProto()) }, NextPageToken = page.NextToken };
    }

    [AdminOnly]
    public override async Task<GetQuotaResponse> GetQuota(GetQuotaRequest request, ServerCallContext context) =>
        (await quotas.GetAsync(request.UserId, request.RoomId, context.CancellationToken)).ToProto();

    [AdminOnly]
    public override async Task<UpdateQuotaResponse> UpdateQuota(UpdateQuotaRequest request, ServerCallContext context)
    {
        var quota = await quotas.UpdateAsync(
            request.UserId,
            request.RoomId,
            request.HasTokensPerDay ? request.TokensPerDay : null,
            request.HasAnswersAtATime ? request.AnswersAtATime : null,
            context.CancellationToken);
        return new() { Quota = quota.ToProto() };
    }

    [AdminOnly]
    public override async Task<ListQuotasResponse> ListQuotas(ListQuotasRequest request, ServerCallContext context)
    {
        var page = await quotas.ListAsync(request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Quotas = { page.Items.Select(static quota => quota.ToProto()) }, NextPageToken = page.NextToken };
    }
}
