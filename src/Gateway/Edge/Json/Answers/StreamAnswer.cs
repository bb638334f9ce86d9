using System.Buffers;
using GroupChat.Gateway.Edge.Json.Routes;
using Grpc.Core;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>
/// A stream of messages as an HTTP response without a length. Until the first byte is sent a failure is an ordinary error response;
/// after that it is the last thing in the stream.
/// </summary>
internal sealed class StreamAnswer : IGrpcAnswer, IAsyncDisposable
{
    private readonly JsonRoute _route;
    private readonly IStreamForm _form;
    private readonly HttpResponse _response;
    private readonly Pulse? _pulse;

    // A heartbeat must not fall into a message, nor come after the end.
    private readonly SemaphoreSlim _gate = new(1);
    private bool _hasBegun;
    private bool _hasEnded;

    public StreamAnswer(JsonRoute route, IStreamForm form, HttpResponse response, TimeProvider time)
    {
        (_route, _form, _response) = (route, form, response);
        _pulse = form.Heartbeat.IsEmpty ? null : new(time, BeatAsync);
    }

    public ValueTask StartAsync(IHeaderDictionary headers, CancellationToken cancellationToken)
    {
        AnswerMetadata.Copy(headers, _response.Headers);
        return ValueTask.CompletedTask;
    }

    public async ValueTask MessageAsync(GrpcFrame frame, CancellationToken cancellationToken)
    {
        var text = JsonText.Of(_route, frame.Message, out var message);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            Begin();
            _form.WriteMessage(_response.BodyWriter, text, message);
            _pulse?.Spoken();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // A handler may flush its headers long before it has something to say.
            Begin();
            await _response.BodyWriter.FlushAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask EndAsync(GrpcEnd end, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        _hasEnded = true;
        _gate.Release();
        if (!_hasBegun && end.Code != StatusCode.OK)
        {
            await new JsonResponse(_response).FailAsync(end);
            return;
        }
        Begin();
        _form.WriteEnd(_response.BodyWriter, end.Code == StatusCode.OK ? null : ErrorStatus.Of(end).Json);
        await _response.CompleteAsync();
    }

    /// <summary>No heartbeat comes any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_pulse is not null)
            await _pulse.DisposeAsync();
        _gate.Dispose();
    }

    private async ValueTask BeatAsync()
    {
        // Whoever is in the middle of saying something, or waits for a client that does not read, is not silent.
        if (!await _gate.WaitAsync(TimeSpan.Zero))
            return;
        try
        {
            if (_hasEnded)
                return;
            Begin();
            _response.BodyWriter.Write(_form.Heartbeat.Span);
            await _response.BodyWriter.FlushAsync(_response.HttpContext.RequestAborted);
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Begin()
    {
        if (_hasBegun)
            return;
        _hasBegun = true;
        _response.StatusCode = StatusCodes.Status200OK;
        _response.Headers.ContentType = _form.ContentType;
        _response.Headers.CacheControl = "no-store";
        _response.Headers.XContentTypeOptions = "nosniff";
        _response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep events back until it has many
    }
}
