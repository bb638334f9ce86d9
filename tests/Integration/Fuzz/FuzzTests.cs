using System.Collections.Concurrent;
using System.Globalization;
using GroupChat.Integration.Tests.Fuzz.Targets;
using GroupChat.TestSupport;
using Xunit.Abstractions;

namespace GroupChat.Integration.Tests.Fuzz;

/// <summary>
/// Calls that are nearly right, to every place where bytes of strangers are understood. The server must not fall, hang, grow, or take
/// the blame for a client's fault. <see cref="FuzzPlan"/> says how to make it longer, and how to look at a case again.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int Workers = 8;
    private const int CasesPerWorld = 100;
    private const int MostFailures = 20;
    private const long MostGrowth = 200L * 1024 * 1024;

    private static readonly Http2Target Frames = new();

    private static readonly IFuzzTarget[] Targets =
        [new GrpcTarget(), Frames, new WebTarget(), new JsonTarget(), new PathTarget(), new HeaderTarget(), new SocketTarget(), new TokenTarget()];

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-fuzz-").FullName;
    private readonly FuzzPlan _plan = FuzzPlan.Read();
    private readonly ConcurrentQueue<string> _failures = new();
    private int _cases;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Strangers_WithNearlyRightCalls_GetClearAnswersAndChangeNothing()
    {
        output.WriteLine($"FUZZ_SEED={_plan.Seed.ToString(CultureInfo.InvariantCulture)}");
        await using var gateway = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "data"), "--Accounts:PasswordRounds=1000", "--Agents:PieceDelayMilliseconds=0");
        using var time = new CancellationTokenSource(_plan.Length);
        // What a server takes once, for code and caches, is no leak: it has all of it after the first third.
        using var warm = new CancellationTokenSource(_plan.Length / 3);

        await RunAsync(gateway, warm.Token);
        var before = ResidentMemory.Of(gateway.DataFolder);
        await RunAsync(gateway, time.Token);
        var after = ResidentMemory.Of(gateway.DataFolder);

        Assert.True(_failures.IsEmpty, string.Join("\n\n", _failures));
        output.WriteLine($"{_cases} cases; resident bytes {before:N0} after a third, {after:N0} at the end");
        Assert.True(_plan.OnlyCase is not null || _cases > Targets.Length, "hardly anything was tried");
        Assert.True(_plan.OnlyCase is not null || Frames.Answered > 0, "no call in frames of HTTP/2 got an answer");
        Assert.True(after < before + MostGrowth, $"the server grew from {before:N0} to {after:N0} bytes; {_plan.Replay(0)}");
    }

    private Task RunAsync(GatewayProcess gateway, CancellationToken end) =>
        Task.WhenAll(Enumerable.Range(0, _plan.OnlyCase is null ? Workers : 1).Select(_ => WorkAsync(gateway, end)));

    private async Task WorkAsync(GatewayProcess gateway, CancellationToken end)
    {
        using var world = new FuzzWorld(gateway);
        for (var count = 0; !end.IsCancellationRequested && _failures.Count < MostFailures; count++)
        {
            if (count % CasesPerWorld == 0)
            {
                await world.AssertWellAsync();
                await world.RenewAsync();
            }

            await TryAsync(_plan.OnlyCase ?? Interlocked.Increment(ref _cases), world);
        }

        await world.AssertWellAsync();
    }

    private async Task TryAsync(int number, FuzzWorld world)
    {
        try
        {
            await Targets[number % Targets.Length].RunAsync(_plan.Dice(number), world).Within();
        }
        catch (Exception error)
        {
            // Not the end yet: several at once tell more than the first alone.
            _failures.Enqueue($"{_plan.Replay(number)}: {error}");
        }
    }
}
