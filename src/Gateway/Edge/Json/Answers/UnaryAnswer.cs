using GroupChat.Gateway.Edge.Json.Routes;
using Grpc.Core;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>
/// One message, or one error, as an HTTP response. It is sent when the exchange is over: what packs responses looks at the context's
/// own, which until then is the gRPC answer.
/// </summary>
internal sealed class UnaryAnswer(JsonRoute route, JsonResponse response) : IGrpcAnswer
{
    private string? _text;
    private GrpcEnd? _end;

    public ValueTask StartAsync(IHeaderDictionary headers, CancellationToken cancellationToken)
    {
        response.CopyMetadata(headers);
        return ValueTask.CompletedTask;
    }

    public ValueTask MessageAsync(GrpcFrame frame, CancellationToken cancellationToken)
    {
        _text = JsonText.Of(route, frame.Message, out _);
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask EndAsync(GrpcEnd end, CancellationToken cancellationToken)
    {
        _end = end;
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends it, unless the client has left.</summary>
    public Task SendAsync() => (_end, _text) switch
    {
        (null, _) => Task.CompletedTask,
        ({ Code: StatusCode.OK }, { } text) => response.WriteAsync(text, route.ReadsResource),
        ({ Code: StatusCode.OK }, null) => response.FailAsync(GrpcEnd.Of(JsonErrors.UnreadableAnswer(), null)),
        ({ } end, _) => response.FailAsync(end),
    };
}
