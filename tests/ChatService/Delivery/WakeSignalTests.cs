using GroupChat.Chat.Delivery;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class WakeSignalTests
{
    [Fact]
    public async Task Wait_AfterASet_EndsAtOnceAndOnce()
    {
        var wake = new WakeSignal();
        wake.Set();
        wake.Set();
        Assert.True(wake.WaitAsync().AsTask().IsCompleted);
        var next = wake.WaitAsync().AsTask();
        Assert.False(next.IsCompleted);
        wake.Set();
        await next.Within();
    }

    [Fact]
    public async Task Waits_AgainstManySetters_MissNothing()
    {
        const int perSetter = 20_000;
        const int setters = 4;
        var (wake, made) = (new WakeSignal(), 0);
        var setting = Enumerable.Range(0, setters).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < perSetter; i++)
            {
                Interlocked.Increment(ref made);
                wake.Set();
            }
        })).ToArray();

        var seen = 0;
        while (seen < perSetter * setters)
        {
            await wake.WaitAsync().AsTask().Within();
            seen = Volatile.Read(ref made);
        }

        await Task.WhenAll(setting);
    }
}
