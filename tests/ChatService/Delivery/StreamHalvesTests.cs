using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class StreamHalvesTests
{
    [Fact]
    public async Task Reading_ThatEnds_LeavesTheWritingToEndByItself()
    {
        var written = new TaskCompletionSource();
        var both = StreamHalves.RunAsync(_ => Task.CompletedTask, _ => written.Task, default);
        Assert.False(both.IsCompleted);
        written.SetResult();
        await both.Within();
    }

    [Fact]
    public async Task Writing_ThatEnds_EndsTheReading()
    {
        var cancelled = new TaskCompletionSource();
        await StreamHalves.RunAsync(token => UntilCancelledAsync(cancelled, token), _ => Task.CompletedTask, default).Within();
        Assert.True(cancelled.Task.IsCompleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failure_OfOneHalf_EndsTheOtherAndIsTheOutcome(bool inReading)
    {
        var cancelled = new TaskCompletionSource();
        Func<CancellationToken, Task> fails = async _ =>
        {
            await Task.Yield();
            throw new InvalidDataException();
        };
        Func<CancellationToken, Task> waits = token => UntilCancelledAsync(cancelled, token);
        await Assert.ThrowsAsync<InvalidDataException>(
            () => StreamHalves.RunAsync(inReading ? fails : waits, inReading ? waits : fails, default).Within());
        Assert.True(cancelled.Task.IsCompleted);
    }

    [Fact]
    public async Task Cancellation_OfTheCall_EndsBoth()
    {
        using var call = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource();
        var both = StreamHalves.RunAsync(
            token => Task.Delay(Timeout.Infinite, token), token => UntilCancelledAsync(cancelled, token), call.Token);
        await call.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => both.Within());
        await cancelled.Task.Within();
    }

    private static async Task UntilCancelledAsync(TaskCompletionSource cancelled, CancellationToken token)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, token);
        }
        finally
        {
            cancelled.SetResult();
        }
    }
}
