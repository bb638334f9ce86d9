using GroupChat.Gateway.Edge.Json.Routes;
using Grpc.Core;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>One message, or one error, as an HTTP response.</summary>
internal sealed class UnaryAnswer(JsonRoute route, JsonResponse response) : IGrpcAnswer
{
    private string? _text;

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

    public ValueTask EndAsync(GrpcEnd end, CancellationToken cancellationToken) => new((end.Code, _text) switch
    {
        (StatusCode.OK, { } text) => response.WriteAsync(text, route.ReadsResource),
        (StatusCode.OK, null) => response.FailAsync(GrpcEnd.Of(JsonErrors.UnreadableAnswer(), null)),
        _ => response.FailAsync(end),
    });
}
