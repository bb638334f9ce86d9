using System.Threading.Channels;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Connection;

/// <summary>
/// One Converse call from open to end: one loop reads, one loop writes, and a stream that stays silent too long is cut.
/// </summary>
internal sealed class ConverseStream(ChatService.ChatServiceClient chat, TimeProvider time)
{
    /// <summary>The server says something at least every 20 s; twice that and a bit means that nobody is there.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(45);

    /// <summary>After go_away the server ends the stream by itself, soon.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    /// <summary>Unbounded, but what goes in is bounded: posts by <see cref="ConverseConnection"/>, the rest by hand.</summary>
    private readonly Channel<ConverseRequest> _outgoing = Channel.CreateUnbounded<ConverseRequest>(new() { SingleReader = true });
    private TimeSpan _longestSilence = LongestSilence;

    public void Send(ConverseRequest request) => _outgoing.Writer.TryWrite(request);

    /// <summary>The server is about to end the stream: what is on its way is still read.</summary>
    public void ExpectEnd() => _longestSilence = LongestFarewell;

    /// <summary>Runs until the stream ends.</summary>
    /// <param name="options">Who calls; its token ends the stream.</param>
    /// <param name="open">The first frame.</param>
    /// <param name="handle">Gets every frame, one after the other.</param>
    /// <exception cref="RpcException">The stream ended with an error or was silent too long.</exception>
    public async Task RunAsync(CallOptions options, ConverseRequest open, Func<ServerFrame, ValueTask> handle)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
        using var call = chat.Converse(options.WithCancellationToken(life.Token));
        Send(open);
        var writing = WriteAsync(call.RequestStream, life.Token);
        try
        {
            await ReadAsync(call.ResponseStream, handle, life);
        }
        finally
        {
            await life.CancelAsync();
            await writing;
        }
    }

    private async Task ReadAsync(
        IAsyncStreamReader<ConverseResponse> responses, Func<ServerFrame, ValueTask> handle, CancellationTokenSource life)
    {
        using var silence = new CancellationTokenSource();
        await using var cut = silence.Token.UnsafeRegister(_ => life.Cancel(), null);
        await using var watchdog = time.CreateTimer(_ => silence.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                // Only waiting for the server counts, not what is done with a frame.
                watchdog.Change(_longestSilence, Timeout.InfiniteTimeSpan);
                if (!await responses.MoveNext(life.Token))
                    return;
                watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                await handle(responses.Current.Frame);
            }
        }
        catch (Exception cutOff) when (silence.IsCancellationRequested && cutOff is RpcException or OperationCanceledException)
        {
            throw new RpcException(new(StatusCode.Unavailable, $"nothing heard for {_longestSilence.TotalSeconds:0} s"));
        }
    }

    private async Task WriteAsync(IClientStreamWriter<ConverseRequest> requests, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var request in _outgoing.Reader.ReadAllAsync(cancellationToken))
                await requests.WriteAsync(request, cancellationToken);
        }
        catch (Exception ended) when (ended is OperationCanceledException || BrokenCall.Is(ended))
        {
            // The reading loop learns why and says so.
        }
    }
}
