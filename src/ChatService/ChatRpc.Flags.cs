using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>What members report, and what moderators make of it.</summary>
internal sealed partial class ChatRpc
{
    public override async Task<FlagMessageResponse> FlagMessage(FlagMessageRequest request, ServerCallContext context)
    {
        var flag = await desks.Flags.FlagAsync(request.ToDomain(), context.PersonId(), context.CancellationToken);
        return new() { Flag = flag.ToProto() };
    }

    public override async Task<ListFlagsResponse> ListFlags(ListFlagsRequest request, ServerCallContext context)
    {
        var page = await desks.Flags.ListAsync(
            request.RoomId, context.PersonId(), request.IncludeResolved, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Flags = { page.Items.Select(flag => flag.ToProto()) }, NextPageToken = page.NextToken };
    }

    public override async Task<ResolveFlagResponse> ResolveFlag(ResolveFlagRequest request, ServerCallContext context)
    {
        var flag = await desks.Flags.ResolveAsync(
            request.RoomId, request.FlagId, request.DeleteMessage, context.PersonId(), context.CancellationToken);
        return new() { Flag = flag.ToProto() };
    }
}
