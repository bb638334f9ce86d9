using GroupChat.Chat.Messages;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>What members do to messages: reactions and pins.</summary>
internal sealed partial class ChatRpc
{
    public override async Task<AddReactionResponse> AddReaction(AddReactionRequest request, ServerCallContext context)
    {
        var target = MessageTarget.Parse(request.RoomId, request.MessageId);
        var (message, cursor) = await desks.Reactions.AddAsync(target, request.Emoji, context.PersonId(), context.CancellationToken);
        return new() { Message = message.ToProto(), Cursor = cursor };
    }

    public override async Task<RemoveReactionResponse> RemoveReaction(RemoveReactionRequest request, ServerCallContext context)
    {
        var target = MessageTarget.Parse(request.RoomId, request.MessageId);
        var (message, cursor) = await desks.Reactions.RemoveAsync(target, request.Emoji, context.PersonId(), context.CancellationToken);
        return new() { Message = message.ToProto(), Cursor = cursor };
    }

    public override async Task<ListReactionsResponse> ListReactions(ListReactionsRequest request, ServerCallContext context)
    {
        var page = await desks.Reactions.ListAsync(
            MessageTarget.Parse(request.RoomId, request.MessageId), request.Emoji, context.PersonId(), request.PageSize,
            request.PageToken, context.CancellationToken);
        return new() { Reactions = { page.Items.Select(reaction => reaction.ToProto()) }, NextPageToken = page.NextToken };
    }

    public override async Task<PinMessageResponse> PinMessage(PinMessageRequest request, ServerCallContext context)
    {
        var target = MessageTarget.Parse(request.RoomId, request.MessageId);
        var (message, cursor) = await desks.Pins.PinAsync(target, context.PersonId(), context.CancellationToken);
        return new() { Message = message.ToProto(), Cursor = cursor };
    }

    public override async Task<UnpinMessageResponse> UnpinMessage(UnpinMessageRequest request, ServerCallContext context)
    {
        var target = MessageTarget.Parse(request.RoomId, request.MessageId);
        var (message, cursor) = await desks.Pins.UnpinAsync(target, context.PersonId(), context.CancellationToken);
        return new() { Message = message.ToProto(), Cursor = cursor };
    }

    public override async Task<ListPinsResponse> ListPins(ListPinsRequest request, ServerCallContext context)
    {
        var page = await desks.Pins.ListAsync(
            request.RoomId, context.PersonId(), request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Pins = { page.Items.Select(pin => pin.ToProto()) }, NextPageToken = page.NextToken };
    }
}
