using System.IO.Pipelines;
using GroupChat.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.Gateway.Edge;

/// <summary>
/// The response of a translated call: takes what a gRPC handler writes, and gives it, message by message and at the pace at which
/// they are taken, to the translator's <see cref="IGrpcAnswer"/>.
/// </summary>
internal sealed class CallResponse : IHttpResponseFeature, IHttpResponseBodyFeature, IHttpResponseTrailersFeature, IDisposable
{
    private static readonly PipeOptions Unlimited = new(
        pauseWriterThreshold: 0, readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);

    private readonly HttpResponse _outer;
    private readonly IGrpcAnswer _answer;
    private readonly Pipe _buffer = new(Unlimited);

    // A deadline ends the answer while its handler may be in the middle of a message.
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = new();
    private Stream? _stream;
    private bool _headersGiven;

    public CallResponse(HttpResponse outer, IGrpcAnswer answer)
    {
        (_outer, _answer) = (outer, answer);
        Writer = new AnswerWriter(_buffer.Writer, DeliverAsync);
    }

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public PipeWriter Writer { get; }

    public Stream Stream => _stream ??= Writer.AsStream();

    public Stream Body
    {
        get => Stream;
        set => _stream = value;
    }

    public bool HasStarted { get; private set; }

    /// <summary>The translator has got the status.</summary>
    public bool HasEnded { get; private set; }

    private bool IsGrpc => GrpcContent.Is(Headers.ContentType.ToString());

    public void OnStarting(Func<object, Task> callback, object state) => _onStarting.Push((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => _outer.OnCompleted(callback, state);

    public void DisableBuffering()
    {
        // A flush delivers.
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (HasStarted)
            return;
        while (_onStarting.TryPop(out var starting))
            await starting.Callback(starting.State);
        HasStarted = true;
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task CompleteAsync() => EndAsync(null, CancellationToken.None);

    /// <summary>Gives what is left, and the status: the call's own, unless it failed because of <paramref name="fault"/>.</summary>
    public async Task EndAsync(GrpcEnd? fault, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (HasEnded)
                return;
            HasEnded = true;
            // Messages that were written and never flushed begin the answer as well.
            if (_buffer.Writer.UnflushedBytes > 0)
                await StartAsync(cancellationToken);
            await GiveAsync(cancellationToken);
            var end = GrpcEnd.Read(HasStarted ? Trailers : Headers, StatusCode, RequestId.Of(_outer.HttpContext));
            await _answer.EndAsync(end.Code == Grpc.Core.StatusCode.OK ? end : fault ?? end, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Gives the memory back. Nobody may write any more.</summary>
    public void Dispose()
    {
        _buffer.Reader.Complete();
        _buffer.Writer.Complete();
        _gate.Dispose();
    }

    private async ValueTask<FlushResult> DeliverAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!HasEnded)
            {
                await GiveAsync(cancellationToken);
                await _answer.FlushAsync(cancellationToken);
            }

            return new(isCanceled: false, isCompleted: HasEnded);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask GiveAsync(CancellationToken cancellationToken)
    {
        await _buffer.Writer.FlushAsync(CancellationToken.None);
        if (HasStarted && IsGrpc && !_headersGiven)
        {
            _headersGiven = true;
            await _answer.StartAsync(Headers, cancellationToken);
        }

        if (!_buffer.Reader.TryRead(out var written))
            return;
        var bytes = written.Buffer;
        // What is not gRPC, the page of an error for one, is nobody's message.
        if (!IsGrpc)
            bytes = bytes.Slice(bytes.End);
        while (GrpcFrame.TryTake(ref bytes, GrpcDefaults.MaxMessageBytes, out var frame))
            await _answer.MessageAsync(frame, cancellationToken);
        _buffer.Reader.AdvanceTo(bytes.Start, bytes.End);
    }
}
