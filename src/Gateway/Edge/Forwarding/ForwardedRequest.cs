using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>
/// The body of a call on its way to another server, as it comes in: read when the connection wants more, never held. Once begun it
/// cannot be sent again.
/// </summary>
internal sealed class ForwardedRequest : HttpContent
{
    private readonly PipeReader _body;
    private readonly CancellationToken _aborted;

    public ForwardedRequest(HttpRequest request)
    {
        (_body, _aborted) = (request.BodyReader, request.HttpContext.RequestAborted);
        Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType!);
    }

    /// <summary>Something of the request may have reached the other server.</summary>
    public bool HasBegun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasBegun = true;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(_aborted, cancellationToken);
        await stream.FlushAsync(ends.Token); // the headers: a call whose client waits for the answer first sends no message yet
        while (true)
        {
            var read = await _body.ReadAsync(ends.Token);
            foreach (var part in read.Buffer)
                await stream.WriteAsync(part, ends.Token);
            _body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
            await stream.FlushAsync(ends.Token);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
