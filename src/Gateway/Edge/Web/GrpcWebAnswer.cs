using System.Buffers;

namespace GroupChat.Gateway.Edge.Web;

/// <summary>
/// A gRPC answer in the form of gRPC-Web. The status is always in the body, where scripts of any origin may read it, also when the
/// call ends without a message.
/// </summary>
internal sealed class GrpcWebAnswer(HttpResponse response, GrpcWebContent content) : IGrpcAnswer
{
    private readonly IBufferWriter<byte> _body = response.BodyWriter;

    public ValueTask StartAsync(IHeaderDictionary headers, CancellationToken cancellationToken)
    {
        foreach (var (name, values) in headers)
            response.Headers[name] = values;
        response.Headers.ContentType = content.AnswerType;
        return default;
    }

    public ValueTask MessageAsync(GrpcFrame frame, CancellationToken cancellationToken)
    {
        Write(frame.Bytes);
        return default;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken) => await response.BodyWriter.FlushAsync(cancellationToken);

    public async ValueTask EndAsync(GrpcEnd end, CancellationToken cancellationToken)
    {
        if (!response.HasStarted)
            response.Headers.ContentType = content.AnswerType;
        Write(new(TrailersFrame.Of(end.Trailers)));
        await response.CompleteAsync();
    }

    private void Write(ReadOnlySequence<byte> frame)
    {
        if (content.AnswerIsText)
            Base64Blocks.Write(_body, frame);
        else
            Copy(frame);
    }

    private void Copy(ReadOnlySequence<byte> frame)
    {
        foreach (var part in frame)
            _body.Write(part.Span);
    }
}
