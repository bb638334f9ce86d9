using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chat;

internal sealed partial class ChatRpc
{
    public override async Task<MoveMarksResponse> MoveMarks(MoveMarksRequest request, ServerCallContext context)
    {
        var (mark, cursor) = await marks.MoveAsync(
            request.RoomId, context.PersonId(), new(request.DeliveredSequence, request.ReadSequence), context.CancellationToken);
        return new() { Mark = mark.ToProto(), Cursor = cursor };
    }

    public override async Task<ListReadMarksResponse> ListReadMarks(ListReadMarksRequest request, ServerCallContext context)
    {
        var page = await unread.ListAsync(
            request.RoomId, context.PersonId(), request.PageSize, request.PageToken, context.CancellationToken);
        return new()
        {
            Marks = { page.Marks.Select(mark => mark.ToProto()) },
            NextPageToken = page.NextToken,
            Cursor = page.Cursor,
            OwnMark = page.Own.ToProto(),
            Hidden = page.AreHidden,
        };
    }

    public override async Task<GetUnreadResponse> GetUnread(GetUnreadRequest request, ServerCallContext context)
    {
        var found = await unread.GetUnreadAsync(request.RoomId, context.PersonId(), context.CancellationToken);
        return new() { Unread = found.ToProto(cursors) };
    }

    public override async Task<ListUnreadResponse> ListUnread(ListUnreadRequest request, ServerCallContext context)
    {
        var page = await unread.ListUnreadAsync(context.PersonId(), request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Rooms = { page.Items.Select(found => found.ToProto(cursors)) }, NextPageToken = page.NextToken };
    }
}
