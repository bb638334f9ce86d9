using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>UsageService with a row on each of two pages, and quotas that can be set.</summary>
internal sealed class FakeUsage(FakeState state) : UsageService.UsageServiceBase
{
    public override Task<GetUsageResponse> GetUsage(GetUsageRequest request, ServerCallContext context)
    {
        if (request.Everybody)
            throw FakeErrors.Of(StatusCode.PermissionDenied, "ADMIN_REQUIRED", "only admins of this server may do this");
        state.Usages.Add(request);
        var first = request.PageToken.Length == 0;
        return Task.FromResult(new GetUsageResponse
        {
            Rows =
            {
                new UsageRow
                {
                    Day = "2026-11-22",
                    RoomId = request.RoomId,
                    Kind = first ? UsageKind.Answer : UsageKind.Rewrite,
                    Runs = 2,
                    ComputedTokens = first ? 100 : 7,
                    CachedTokens = 60,
                    GeneratedTokens = 10,
                },
            },
            NextPageToken = first ? "next" : "",
        });
    }

    public override Task<GetQuotaResponse> GetQuota(GetQuotaRequest request, ServerCallContext context) => Task.FromResult(new GetQuotaResponse
    {
        Quota = new() { UserId = request.UserId, RoomId = request.RoomId, TokensPerDay = 500 },
        TokensPerDay = 500,
        TokensToday = 123,
        AnswersNow = 1,
    });

    public override Task<UpdateQuotaResponse> UpdateQuota(UpdateQuotaRequest request, ServerCallContext context)
    {
        var quota = new Quota { UserId = request.UserId, RoomId = request.RoomId };
        if (request.HasTokensPerDay)
            quota.TokensPerDay = request.TokensPerDay;
        if (request.HasAnswersAtATime)
            quota.AnswersAtATime = request.AnswersAtATime;
        state.Quotas.Add(quota);
        return Task.FromResult(new UpdateQuotaResponse { Quota = quota });
    }

    public override Task<ListQuotasResponse> ListQuotas(ListQuotasRequest request, ServerCallContext context) =>
        Task.FromResult(new ListQuotasResponse { Quotas = { state.Quotas } });
}
