using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>The streaming half of the fake chat service.</summary>
internal sealed partial class FakeChat
{
    public override async Task Converse(
        IAsyncStreamReader<ConverseRequest> requestStream, IServerStreamWriter<ConverseResponse> responseStream, ServerCallContext context)
    {
        var stream = new FakeStream(state, state.Caller(context), context.GetHttpContext());
        state.Open(stream);
        try
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
            Task[] halves = [stream.WriteAsync(responseStream, ends.Token), ReadAsync(requestStream, stream, ends.Token)];
            var first = await Task.WhenAny(halves);
            // A read that outlives its call would be in the way of the next one: the server uses a stream's pipe again.
            await ends.CancelAsync();
            await Task.WhenAll(halves).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first;
        }
        finally
        {
            state.Close(stream);
        }
    }

    private async Task ReadAsync(IAsyncStreamReader<ConverseRequest> requests, FakeStream stream, CancellationToken cancellationToken)
    {
        while (await requests.MoveNext(cancellationToken))
        {
            var request = requests.Current;
            lock (state.Gate)
                state.Received.Add(request);
            try
            {
                Handle(request, stream);
            }
            catch (RpcException refused)
            {
                var status = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
                stream.Send(new() { RequestId = request.RequestId, Error = new() { Status = status } });
            }
        }
    }

    private void Handle(ConverseRequest request, FakeStream stream)
    {
        switch (request.FrameCase)
        {
            case ConverseRequest.FrameOneofCase.Open:
                stream.Send(new()
                {
                    RequestId = request.RequestId,
                    Opened = new() { UserId = stream.User.UserId, HeartbeatInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(20)) },
                });
                foreach (var subscription in request.Open.Subscriptions)
                    state.Room(subscription.RoomId).Subscribe(stream, subscription, request.RequestId);
                break;
            case ConverseRequest.FrameOneofCase.Subscribe:
                var again = request.Subscribe.Subscription;
                state.Room(again.RoomId).Subscribe(stream, again, request.RequestId);
                break;
            case ConverseRequest.FrameOneofCase.Post:
                state.OnCall("Post");
                var posted = Post(state.Room(request.Post.Message.RoomId), stream.User, request.Post.Message);
                stream.Send(new()
                {
                    RoomId = posted.Message.RoomId,
                    RequestId = request.RequestId,
                    Posted = new() { Message = posted.Message, AlreadyExisted = posted.AlreadyExisted },
                });
                break;
            case ConverseRequest.FrameOneofCase.Cancel:
                var message = Cancel(state.Room(request.Cancel.Answer.RoomId), stream.User, request.Cancel.Answer.MessageId);
                stream.Send(new() { RequestId = request.RequestId, Cancelled = new() { Message = message } });
                break;
            case ConverseRequest.FrameOneofCase.Typing:
                state.Room(request.Typing.Typing.RoomId).Signal(
                    new() { Typing = new() { Participant = stream.User, Typing = request.Typing.Typing.Typing } });
                break;
        }
    }
}
