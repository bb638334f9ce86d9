using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Kit;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<(string Timer, TimeSpan At)> _fired = [];

    private DateTimeOffset Start { get; }

    public ManualTimeProviderTests() => Start = _time.GetUtcNow();

    [Fact]
    public void Advance_SeveralTimers_FireInOrderEachAtItsMoment()
    {
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var often = Timer("often", 2, 2);
        using var never = Timer("never", 60);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["early 1", "often 2", "late 3", "often 4"], _fired.Select(f => $"{f.Timer} {f.At.TotalSeconds}"));
        Assert.Equal(Start.AddSeconds(5), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(5), _time.GetElapsedTime(Start.Ticks));
        Assert.Equal(2, _time.Waiting);
    }

    [Fact]
    public void Change_AndDispose_MoveAndRemoveATimer()
    {
        using var moved = Timer("moved", 1);
        moved.Change(TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan);
        Timer("gone", 1).Dispose();

        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Empty(_fired);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([("moved", TimeSpan.FromSeconds(4))], _fired);
    }

    [Fact]
    public void Advance_TimerMadeByATimer_FiresOnTheWay()
    {
        using var outer = _time.CreateTimer(_ => Timer("inner", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([("inner", TimeSpan.FromSeconds(2))], _fired);
    }

    [Fact]
    public async Task DelayAndTimeout_FollowTheTime()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2), _time);
        var delay = Task.Delay(TimeSpan.FromSeconds(1), _time);

        _time.Advance(TimeSpan.FromSeconds(1));
        await delay.Within();
        Assert.False(timeout.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(timeout.IsCancellationRequested);
    }

    private ITimer Timer(string name, int due, int? period = null) => _time.CreateTimer(
        _ => _fired.Add((name, _time.GetUtcNow() - Start)),
        null,
        TimeSpan.FromSeconds(due),
        period is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);
}
