using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chat;

internal sealed partial class ChatRpc
{
    public override async Task<SearchMessagesResponse> SearchMessages(SearchMessagesRequest request, ServerCallContext context)
    {
        var page = await search.SearchAsync(
            request.ToDomain(), context.PersonId(), request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Matches = { page.Items.Select(found => found.ToProto()) }, NextPageToken = page.NextToken };
    }
}
