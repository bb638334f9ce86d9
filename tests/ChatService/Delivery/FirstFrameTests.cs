using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class FirstFrameTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _call = new();

    public void Dispose()
    {
        _stopping.Dispose();
        _call.Dispose();
    }

    [Fact]
    public async Task Silence_AsLongAsThePatience_IsRefused()
    {
        var reading = ReadAsync();
        _time.Advance(FirstFrame.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(reading.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("FIRST_FRAME_LATE", (await Assert.ThrowsAsync<DomainError>(() => reading.Within())).Reason);
    }

    [Fact]
    public async Task Silence_WhenTheHostStopsOrTheCallerLeaves_IsOnlyCancelled()
    {
        var stopped = ReadAsync();
        await _stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.Within());

        var left = FirstFrame.ReadAsync(new Silent(), _time, CancellationToken.None, _call.Token);
        await _call.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.Within());
        Assert.Equal(0, _time.Waiting);
    }

    private Task<string?> ReadAsync() => FirstFrame.ReadAsync(new Silent(), _time, _stopping.Token, _call.Token);

    private sealed class Silent : IAsyncStreamReader<string>
    {
        public string Current => "";

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return false;
        }
    }
}
