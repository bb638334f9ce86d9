using GroupChat.Gateway.Edge.Json.Binding;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>
/// The client's side of a call: reads frames for as long as the call lasts, also when no more messages come, since a client that
/// leaves says so in a frame.
/// </summary>
internal sealed class SocketRequests(SocketFrames frames, SocketForm form, CancellationTokenSource left)
{
    private SocketFrame? _first;
    private bool _isComplete;

    /// <summary>Waits for the first frame: metadata, if it is the open frame, else already the first message.</summary>
    /// <returns>False when the client has gone again.</returns>
    public async Task<bool> OpenAsync(IHeaderDictionary headers, CancellationToken cancellationToken)
    {
        var first = await frames.NextAsync(cancellationToken);
        if (first.IsEnd)
            return false;
        if (first.IsText)
        {
            using var json = JsonTree.Parse(first.Bytes);
            var frame = ClientFrame.Read(json.RootElement);
            if (frame.Kind == ClientFrameKind.Open)
            {
                SocketMetadata.Add(headers, frame.Content);
                return true;
            }
        }

        _first = first;
        return true;
    }

    public async Task PumpAsync(RequestMessages messages, CancellationToken cancellationToken)
    {
        while (true)
        {
            var frame = _first ?? await frames.NextAsync(cancellationToken);
            _first = null;
            if (frame.IsEnd)
            {
                await left.CancelAsync();
                return;
            }

            await TakeAsync(frame, messages, cancellationToken);
        }
    }

    private async ValueTask TakeAsync(SocketFrame frame, RequestMessages messages, CancellationToken cancellationToken)
    {
        if (_isComplete)
            throw SocketErrors.Frame("the request is complete: no frame may follow it");
        if (!frame.IsText)
            await WriteAsync(form.IsJson ? throw SocketErrors.Frame("frames of this subprotocol are text") : frame.Bytes, messages, cancellationToken);
        else
            await TakeTextAsync(frame.Bytes, messages, cancellationToken);
    }

    private async ValueTask TakeTextAsync(ReadOnlyMemory<byte> text, RequestMessages messages, CancellationToken cancellationToken)
    {
        using var json = JsonTree.Parse(text);
        var frame = ClientFrame.Read(json.RootElement);
        switch (frame.Kind)
        {
            case ClientFrameKind.Message when form.IsJson:
                await WriteAsync(form.ToProtobuf(frame.Content), messages, cancellationToken);
                break;
            case ClientFrameKind.HalfClose:
                await CompleteAsync(messages);
                break;
            default:
                throw SocketErrors.Frame(frame.Kind == ClientFrameKind.Open ? "open is the first frame" : "messages of this subprotocol are binary");
        }
    }

    // What a call does not read any more is passed over: its status is on the way.
    private async ValueTask WriteAsync(ReadOnlyMemory<byte> message, RequestMessages messages, CancellationToken cancellationToken)
    {
        await messages.WriteAsync(message, cancellationToken);
        if (form.TakesOneMessage)
            await CompleteAsync(messages);
    }

    private ValueTask CompleteAsync(RequestMessages messages)
    {
        _isComplete = true;
        return messages.CompleteAsync();
    }
}
