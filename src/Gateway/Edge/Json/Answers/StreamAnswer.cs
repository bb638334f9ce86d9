using GroupChat.Gateway.Edge.Json.Routes;
using Grpc.Core;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>
/// A stream of messages as an HTTP response without a length. Until the first byte is sent a failure is an ordinary error response;
/// after that it is the last thing in the stream.
/// </summary>
internal sealed class StreamAnswer(JsonRoute route, IStreamForm form, HttpResponse response, JsonResponse refusal) : IGrpcAnswer
{
    private bool _hasBegun;

    public ValueTask StartAsync(IHeaderDictionary headers, CancellationToken cancellationToken)
    {
        AnswerMetadata.Copy(headers, response.Headers);
        return ValueTask.CompletedTask;
    }

    public ValueTask MessageAsync(GrpcFrame frame, CancellationToken cancellationToken)
    {
        Begin();
        form.WriteMessage(response.BodyWriter, JsonText.Of(route, frame.Message, out var message), message);
        return ValueTask.CompletedTask;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        // A handler may flush its headers long before it has something to say.
        Begin();
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    public async ValueTask EndAsync(GrpcEnd end, CancellationToken cancellationToken)
    {
        if (!_hasBegun && end.Code != StatusCode.OK)
        {
            await refusal.FailAsync(end);
            return;
        }
        Begin();
        form.WriteEnd(response.BodyWriter, end.Code == StatusCode.OK ? null : ErrorStatus.Of(end).Json);
        await response.CompleteAsync();
    }

    private void Begin()
    {
        if (_hasBegun)
            return;
        _hasBegun = true;
        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.ContentType = form.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep events back until it has many
    }
}
