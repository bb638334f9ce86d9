using System.Diagnostics;
using System.Runtime.Versioning;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Tests.Support;
using GroupChat.ServiceDefaults.Workers;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Tests.Workers;

[UnsupportedOSPlatform("windows")]
public sealed class WorkerTests
{
    // Patient with a busy machine.
    private static readonly WorkerLimits Hasty = new()
    {
        LeaseTimeout = TimeSpan.FromSeconds(55),
        FirstPause = TimeSpan.FromMilliseconds(10),
        LongestPause = TimeSpan.FromSeconds(60),
    };

    [Fact]
    public async Task Lease_OfTheFirstCaller_StartsAChildOfOurOwnAlone()
    {
        Environment.SetEnvironmentVariable("OF_THE_PARENT_ONLY", "secret");
        await using var node = await WorkerNode.StartAsync(Hasty);
        Assert.False(Directory.Exists(node.Run));

        var pid = await node.Worker.PidAsync();

        Assert.NotEqual(Environment.ProcessId, pid);
        Assert.Equal(pid, await node.Worker.PidAsync());
        Assert.Equal("", await node.Worker.TellAsync("variable OF_THE_PARENT_ONLY"));
        var folder = Assert.Single(Directory.GetDirectories(node.Run));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Theory]
    [InlineData("crash")]
    [InlineData("")]
    public async Task Child_EndsWhileItWorks_TheCallFailsAndTheNextCallerGetsAnother(string order)
    {
        await using var node = await WorkerNode.StartAsync(Hasty);
        using var lease = await node.Worker.LeaseAsync(CancellationToken.None).Within();
        var first = int.Parse(await lease.TellAsync("pid").Within());
        var lost = new TaskCompletionSource();
        lease.Lost.Register(lost.SetResult);

        var call = lease.TellAsync(order.Length > 0 ? order : "wait 600000");
        if (order.Length == 0)
            Kill(first, "-KILL");

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => call).Within()).StatusCode);
        await lost.Task.Within();
        Assert.NotEqual(first, await node.Worker.PidAfterAsync(first).Within());
        Assert.Contains(node.Logs.Entries, static entry => entry.Event.Name == "WorkerEnded");
    }

    [Fact]
    public async Task Child_OfAKilledParent_EndsToo()
    {
        using var data = new TempFolder();
        using var parent = ChildProcess.Start(["parent", $"--data={data.Path}", "--urls=http://127.0.0.1:0"]);
        var line = await parent.Output.ReadLineAsync().Within();
        while (line is not null && !line.StartsWith("worker ", StringComparison.Ordinal))
            line = await parent.Output.ReadLineAsync().Within();
        var child = int.Parse(line!.Split(' ')[1]);

        parent.Kill();

        await WorkerOrders.GoneAsync(child).Within();
        Assert.Empty(Directory.GetDirectories(data.File("run"), "sample-*"));
    }

    [Fact]
    public async Task Child_ThatStandsStill_IsReplaced()
    {
        await using var node = await WorkerNode.StartAsync(Hasty with
        {
            HealthInterval = TimeSpan.FromMilliseconds(50),
            HealthTimeout = TimeSpan.FromSeconds(5),
        });
        var first = await node.Worker.PidAsync();

        Kill(first, "-STOP");

        await WorkerOrders.GoneAsync(first).Within();
        Assert.NotEqual(first, await node.Worker.PidAfterAsync(first).Within());
    }

    [Fact]
    public async Task Child_ThatTakesTooMuchMemory_IsReplacedOrRefused()
    {
        await using var node = await WorkerNode.StartAsync(Hasty with { MemoryBytes = 400L << 20 });
        var first = await node.Worker.PidAsync();

        // More than the kernel gives it, and then more than its parent lets it keep.
        Assert.Equal("refused", await node.Worker.TellAsync("take 1900"));
        Assert.Equal(first, await node.Worker.PidAsync());
        // It may be ended before it can answer.
        await ((Task)node.Worker.TellAsync("take 450")).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        await WorkerOrders.GoneAsync(first).Within();
        Assert.NotEqual(first, await node.Worker.PidAfterAsync(first).Within());
        Assert.Contains(node.Logs.Entries, static entry => entry.Message.Contains("bytes of memory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Child_ThatTakesTooMuchProcessorTime_Ends()
    {
        await using var node = await WorkerNode.StartAsync(Hasty with { ProcessorTime = TimeSpan.FromSeconds(3) });
        using var lease = await node.Worker.LeaseAsync(CancellationToken.None).Within();

        var spinning = lease.TellAsync("spin");

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => spinning).Within()).StatusCode);
    }

    [Fact]
    public async Task Child_Condemned_IsReplaced()
    {
        await using var node = await WorkerNode.StartAsync(Hasty);
        using var lease = await node.Worker.LeaseAsync(CancellationToken.None).Within();
        var first = int.Parse(await lease.TellAsync("pid").Within());

        lease.Condemn();

        await WorkerOrders.GoneAsync(first).Within();
        Assert.NotEqual(first, await node.Worker.PidAfterAsync(first).Within());
    }

    [Fact]
    public async Task Child_ThatNobodyUses_EndsUntilItIsNeeded()
    {
        await using var node = await WorkerNode.StartAsync(Hasty with { IdleTimeout = TimeSpan.FromMilliseconds(1) });
        var first = await node.Worker.PidAsync();

        await WorkerOrders.GoneAsync(first).Within();

        Assert.NotEqual(first, await node.Worker.PidAfterAsync(first).Within());
        Assert.DoesNotContain(node.Logs.Entries, static entry => entry.Event.Name == "WorkerEnded");
    }

    [Fact]
    public async Task Stop_WhileAChildWorks_LetsItFinishAndLeavesNothing()
    {
        await using var node = await WorkerNode.StartAsync(Hasty);
        var lease = await node.Worker.LeaseAsync(CancellationToken.None).Within();
        var pid = int.Parse(await lease.TellAsync("pid").Within());
        var call = lease.TellAsync("wait 300");

        var stopped = node.StopAsync();

        Assert.Equal("waited", await call.Within());
        lease.Dispose();
        await stopped.Within();
        await WorkerOrders.GoneAsync(pid).Within();
        Assert.Empty(Directory.GetDirectories(node.Run, "sample-*"));
        Assert.Equal("WORKER_STOPPING", (await Assert.ThrowsAsync<DomainError>(() => node.Worker.LeaseAsync(CancellationToken.None))).Reason);
    }

    [Fact]
    public async Task Lease_OfAChildThatCannotStart_IsRefusedWithTheTimeOfTheNextAttempt()
    {
        await using var node = await WorkerNode.StartAsync(Hasty with { FirstPause = TimeSpan.FromSeconds(1) }, new WorkerCommand("/bin/false", []));

        var refused = await Assert.ThrowsAsync<DomainError>(() => node.Worker.LeaseAsync(CancellationToken.None)).Within();

        Assert.Equal((ErrorCode.Unavailable, "WORKER_NOT_READY"), (refused.Code, refused.Reason));
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task Log_OfAChild_IsLoggedByItsParent()
    {
        await using var node = await WorkerNode.StartAsync(Hasty);

        await node.Worker.TellAsync("log \"this\"");

        await Heard().Within();

        async Task Heard()
        {
            while (!node.Logs.Entries.Any(static entry => entry.Message.Contains("to say \"this\"", StringComparison.Ordinal)))
                await Task.Delay(10);
        }
    }

    private static void Kill(int pid, string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{pid}"]);
        kill.WaitForExit();
    }
}
