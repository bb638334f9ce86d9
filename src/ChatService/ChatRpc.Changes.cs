using GroupChat.Chat.Messages;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>What becomes of messages: edits, deletions, revisions, threads.</summary>
internal sealed partial class ChatRpc
{
    public override async Task<EditMessageResponse> EditMessage(EditMessageRequest request, ServerCallContext context)
    {
        var edit = MessageRules.CheckEdit(request.ToDomain(), context.PersonId());
        var (message, cursor) = await desks.Editor.EditAsync(edit, context.CancellationToken);
        return new() { Message = message.ToProto(), Cursor = cursor };
    }

    public override async Task<DeleteMessageResponse> DeleteMessage(DeleteMessageRequest request, ServerCallContext context)
    {
        var target = MessageTarget.Parse(request.RoomId, request.MessageId);
        var (message, cursor) = await desks.Editor.DeleteAsync(target, context.PersonId(), context.CancellationToken);
        return new() { Message = message.ToProto(), Cursor = cursor };
    }

    public override async Task<ListMessageRevisionsResponse> ListMessageRevisions(
        ListMessageRevisionsRequest request, ServerCallContext context)
    {
        var page = await desks.Editor.ListRevisionsAsync(
            MessageTarget.Parse(request.RoomId, request.MessageId), context.PersonId(), request.PageSize, request.PageToken,
            context.CancellationToken);
        return new() { Revisions = { page.Items.Select(revision => revision.ToProto()) }, NextPageToken = page.NextToken };
    }

    public override async Task<ListThreadResponse> ListThread(ListThreadRequest request, ServerCallContext context)
    {
        var (root, page, cursor) = await desks.Threads.ListAsync(
            MessageTarget.Parse(request.RoomId, request.MessageId), context.PersonId(), request.PageSize, request.PageToken,
            context.CancellationToken);
        return new()
        {
            Root = root?.ToProto(),
            Replies = { page.Items.Select(reply => reply.ToProto()) },
            NextPageToken = page.NextToken,
            Cursor = cursor,
        };
    }
}
