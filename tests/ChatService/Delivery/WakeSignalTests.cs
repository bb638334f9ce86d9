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

    [Fact]
    public async Task StandIn_ForALoopThatSleeps_LetsItSleepOn()
    {
        var wake = new WakeSignal();
        var loop = wake.WaitAsync().AsTask();
        Assert.True(wake.TryStandIn());
        Assert.False(wake.TryStandIn()); // which is a set
        wake.EndStandIn(isDone: true);
        await loop.Within();

        loop = wake.WaitAsync().AsTask();
        Assert.True(wake.TryStandIn());
        wake.EndStandIn(isDone: true);
        Assert.False(loop.IsCompleted);
        Assert.True(wake.TryStandIn());
        wake.EndStandIn(isDone: false);
        await loop.Within();
    }

    [Fact]
    public void StandIn_ForALoopThatRuns_IsASet()
    {
        var wake = new WakeSignal();
        Assert.False(wake.TryStandIn());
        Assert.True(wake.WaitAsync().AsTask().IsCompleted);
    }

    [Fact]
    public async Task Work_OfSettersAndStandIns_IsDoneOnceAndByOneAtATime()
    {
        const int perSetter = 20_000;
        const int setters = 4;
        var (wake, made, done, inside) = (new WakeSignal(), 0, 0, 0);
        var setting = Enumerable.Range(0, setters).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < perSetter; i++)
            {
                Interlocked.Increment(ref made);
                if (wake.TryStandIn())
                    wake.EndStandIn(isDone: Work() < perSetter * setters);
            }
        })).ToArray();

        while (Work() < perSetter * setters)
            await wake.WaitAsync().AsTask().Within();
        await Task.WhenAll(setting).Within();
        Assert.Equal(0, Volatile.Read(ref inside));

        int Work()
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            done += Interlocked.Exchange(ref made, 0);
            Interlocked.Decrement(ref inside);
            return done;
        }
    }
}
