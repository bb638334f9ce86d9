using System.Collections.Concurrent;
using System.Globalization;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>One Converse stream: requests find their answers, and whoever waits for one is told when the stream ends.</summary>
internal sealed class Talk : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ServerFrame>> _asked = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly AsyncDuplexStreamingCall<ConverseRequest, ConverseResponse> _call;
    private int _requests;
    private long _heardAt = TimeProvider.System.GetTimestamp();

    public Talk(Wire wire, Metadata headers, long number)
    {
        Number = number;
        _call = wire.Chat.Converse(headers, cancellationToken: _ended.Token);
    }

    /// <summary>Never used twice in a run.</summary>
    public long Number { get; }

    /// <summary>The rooms that the stream is subscribed to, or has asked for.</summary>
    public ConcurrentDictionary<string, bool> Rooms { get; } = new();

    public CancellationToken Ended => _ended.Token;

    public TimeSpan Silence => TimeProvider.System.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>Sends a request that is answered elsewhere, or not at all.</summary>
    public async Task SendAsync(ConverseRequest request)
    {
        await _writing.WaitAsync(_ended.Token);
        try
        {
            await _call.RequestStream.WriteAsync(request, _ended.Token);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    public async Task<ServerFrame> AskAsync(ConverseRequest request, TimeSpan limit)
    {
        request.RequestId = Interlocked.Increment(ref _requests).ToString(CultureInfo.InvariantCulture);
        var answer = _asked.GetOrAdd(request.RequestId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await SendAsync(request).WaitAsync(limit, _ended.Token);
            return await answer.Task.WaitAsync(limit, _ended.Token);
        }
        finally
        {
            _asked.TryRemove(request.RequestId, out _);
        }
    }

    /// <summary>The next frame; null at the end of the stream.</summary>
    public async Task<ServerFrame?> ReadAsync()
    {
        if (!await _call.ResponseStream.MoveNext(_ended.Token))
            return null;
        Volatile.Write(ref _heardAt, TimeProvider.System.GetTimestamp());
        return _call.ResponseStream.Current.Frame;
    }

    public void Settle(ServerFrame frame)
    {
        if (_asked.TryGetValue(frame.RequestId, out var asked))
            asked.TrySetResult(frame);
    }

    public void Dispose()
    {
        _ended.Cancel();
        _call.Dispose();
    }
}
