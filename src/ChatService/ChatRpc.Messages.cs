using GroupChat.Chat.Messages;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chat;

internal sealed partial class ChatRpc
{
    public override async Task<PostMessageResponse> PostMessage(PostMessageRequest request, ServerCallContext context)
    {
        var posted = await board.PostAsync(request.ToDomain(), context.PersonId(), context.CancellationToken);
        return new()
        {
            Message = posted.Message.ToProto(),
            AlreadyExisted = posted.AlreadyExisted,
            Cursor = cursors.Make(posted.Room, posted.Message.Sequence),
        };
    }

    public override async Task<GetMessageResponse> GetMessage(GetMessageRequest request, ServerCallContext context)
    {
        var message = await board.GetAsync(request.RoomId, request.MessageId, context.PersonId(), context.CancellationToken);
        return new() { Message = message.ToProto() };
    }

    public override async Task<ListMessagesResponse> ListMessages(ListMessagesRequest request, ServerCallContext context)
    {
        var (page, head, cursor) = await board.ListAsync(
            request.RoomId, context.PersonId(), request.PageSize, request.PageToken, context.CancellationToken);
        return new()
        {
            Messages = { page.Items.Select(message => message.ToProto()) },
            NextPageToken = page.NextToken,
            Cursor = cursor,
            HeadSequence = head,
        };
    }

    public override async Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context)
    {
        var (page, next) = await board.ListEventsAsync(
            request.RoomId, context.PersonId(), request.Cursor, request.PageSize, context.CancellationToken);
        return new()
        {
            Events = { page.Events.Select(stored => RoomEvent.Parser.ParseFrom(stored.Payload)) },
            NextCursor = next,
            HeadSequence = page.HeadSequence,
        };
    }

    public override async Task<CancelAnswerResponse> CancelAnswer(CancelAnswerRequest request, ServerCallContext context)
    {
        var (ended, _) = await answers.CancelAsync(request.RoomId, request.MessageId, context.PersonId(), context.CancellationToken);
        return new() { Message = ended.ToProto() };
    }

    public override async Task<RegenerateAnswerResponse> RegenerateAnswer(RegenerateAnswerRequest request, ServerCallContext context)
    {
        var target = MessageTarget.Parse(request.RoomId, request.MessageId);
        var (message, cursor, existed) = await answers.RegenerateAsync(
            target, new(context.PersonId(), request.RequestId), context.CancellationToken);
        return new() { Message = message.ToProto(), Cursor = cursor, AlreadyExisted = existed };
    }

    public override async Task<SendTypingResponse> SendTyping(SendTypingRequest request, ServerCallContext context)
    {
        await typing.TellAsync(request.RoomId, context.PersonId(), request.Typing, context.CancellationToken);
        return new();
    }
}
