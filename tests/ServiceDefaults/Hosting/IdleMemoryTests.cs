using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.ServiceDefaults.Tests.Hosting;

public sealed class IdleMemoryTests : IDisposable
{
    private const long Much = 2 * IdleMemory.Least;

    private readonly IdleMemory _idle;
    private long _allocated;
    private long _resident = 1024 * 1024 * 1024;
    private long _garbage;
    private int _collections;

    public IdleMemoryTests() => _idle = new(
        new ProcessMemory { Allocated = () => _allocated, Resident = () => _resident, Collect = Collect },
        new ManualTimeProvider(),
        NullLogger<IdleMemory>.Instance);

    public void Dispose() => _idle.Dispose();

    [Fact]
    public void Look_WhileMuchIsAllocated_DoesNotCollect()
    {
        for (var i = 0; i < 5; i++)
            Look(allocated: Much);

        Assert.Equal(0, _collections);
    }

    [Fact]
    public void Look_FirstQuietMoment_CollectsOnce()
    {
        Look(Much);
        Look(allocated: 1);
        Look(allocated: 1);

        Assert.Equal(1, _collections);
    }

    [Fact]
    public void Look_LittleWasFound_WaitsForMore()
    {
        Trickle(looks: 10);
        var first = _collections;
        Trickle(looks: 10);

        Assert.Equal((2, 2), (first, _collections));
        Trickle(looks: 100);
        Assert.Equal(3, _collections);
    }

    [Fact]
    public void Look_MuchWasFound_DoesNotWaitForMore()
    {
        Trickle(looks: 10, garbage: 0.5);

        Assert.Equal(5, _collections);
    }

    [Fact]
    public void Look_BusyAgain_ForgetsThatLittleWasFound()
    {
        Trickle(looks: 50);
        var before = _collections;
        Look(Much);
        Look(allocated: 1);

        Assert.Equal(before + 1, _collections);
    }

    [Fact]
    public void Collect_OfThisProcess_Works()
    {
        var memory = new ProcessMemory();
        var before = GC.CollectionCount(GC.MaxGeneration);

        memory.Collect();

        Assert.True(GC.CollectionCount(GC.MaxGeneration) > before);
        Assert.True(memory.Allocated() > 0);
        Assert.True(memory.Resident() > 0);
    }

    // Each look half of what makes a collection worth while.
    private void Trickle(int looks, double garbage = 0)
    {
        for (var i = 0; i < looks; i++)
        {
            _garbage = (long)(_resident * garbage);
            Look(IdleMemory.Least / 2);
        }
    }

    private void Look(long allocated)
    {
        _allocated += allocated;
        _idle.Look();
    }

    private void Collect()
    {
        _collections++;
        _resident -= _garbage;
    }
}
