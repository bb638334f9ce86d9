using GroupChat.Chat.Metering;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>The face of what answers cost.</summary>
internal sealed class UsageRpc(UsageDesk desk) : UsageService.UsageServiceBase
{
    public override async Task<GetUsageResponse> GetUsage(GetUsageRequest request, ServerCallContext context)
    {
        var page = await desk.ListAsync(request.ToDomain(), context.GetUser(), context.CancellationToken);
        return new() { Rows = { page.Items.Select(sum => sum.ToProto()) }, NextPageToken = page.NextToken };
    }
}
