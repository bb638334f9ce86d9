using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using GroupChat.Gateway.Protection;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>The client's side of a forwarded call, for as long as the call lasts.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The message that carries the body to the service owns it.")]
internal sealed class ForwardedRequest(HttpContext http, MessagePace? pace, CancellationToken callEnds)
{
    private ForwardedBody? _body;
    private Exception? _fault;

    /// <summary>Why the client's messages came to an end in the middle, if they did.</summary>
    public Exception? ClientFault => _fault ?? _body?.ClientFault;

    /// <summary>
    /// A single message that is there as a whole goes in one piece, which costs less and can be sent again at any time; everything
    /// else as it comes.
    /// </summary>
    public async ValueTask<HttpContent> ContentAsync(bool isStream)
    {
        if (!isStream && await WholeAsync() is { } whole)
            return new ByteArrayContent(whole);
        return _body = new(http.Request.BodyReader, pace, callEnds);
    }

    public void Answered() => _body?.Answered();

    /// <summary>Afterwards nobody touches the client's request any more.</summary>
    public ValueTask EndAsync() => _body is null ? default : new(_body.EndAsync());

    private async ValueTask<byte[]?> WholeAsync()
    {
        try
        {
            while (true)
            {
                var read = await http.Request.BodyReader.ReadAsync(callEnds);
                var (isWhole, isLarge) = (read.IsCompleted, read.Buffer.Length > ForwardedBody.MostKept);
                var bytes = isWhole && !isLarge ? read.Buffer.ToArray() : null;
                // What is too large is left there, to be read again from its beginning.
                var (taken, seen) = bytes is not null ? (read.Buffer.End, read.Buffer.End) : (read.Buffer.Start, isLarge ? read.Buffer.Start : read.Buffer.End);
                http.Request.BodyReader.AdvanceTo(taken, seen);
                if (isWhole || isLarge)
                    return bytes;
            }
        }
        catch (Exception error) when (error is IOException or BadHttpRequestException)
        {
            _fault = error;
            throw;
        }
    }
}
