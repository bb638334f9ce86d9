using System.ComponentModel;
using System.Runtime.Versioning;
using GroupChat.ServiceDefaults.Programs;
using GroupChat.ServiceDefaults.Tests.Support;
using GroupChat.ServiceDefaults.Tests.Workers;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Programs;

[UnsupportedOSPlatform("windows")]
public sealed class KeptProgramTests : IDisposable
{
    // Deaf to all that can be ignored, with a child beside it and a grandchild that has left its session and its parent.
    private const string Stubborn =
        "trap '' TERM HUP INT PIPE; sleep 1000 & echo $!; sh -c 'setsid sleep 1001 & echo $!'; echo $$; while :; do sleep 1; done";

    private readonly LogCollector _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task Program_ThatIsStarted_HearsAndAnswersAndInheritsNothingOfOurs()
    {
        Environment.SetEnvironmentVariable("OF_THE_PARENT_ONLY", "secret");
        await using var program = Start("read line; echo \"$line $OF_THE_PARENT_ONLY $OWN $(pwd)\"; exit 3", new() { ["OWN"] = "given" }, "/");
        using var said = new StreamReader(program.Output);
        await program.Input.WriteAsync("hello\n"u8.ToArray());
        await program.Input.FlushAsync();

        Assert.Equal("hello  given /", await said.ReadLineAsync().Within());
        Assert.Equal("it exited with code 3", await program.Exited.Within());
    }

    [Fact]
    public async Task Parent_ThatIsKilled_LeavesNothingOfTheProgram()
    {
        using var parent = ChildProcess.Start(["keeping", Stubborn]);
        var family = await PidsAsync(parent.Output);

        parent.Kill();

        await Task.WhenAll(family.Select(WorkerOrders.GoneAsync)).Within();
    }

    [Fact]
    public async Task Dispose_OfAProgramThatDoesNotListen_LeavesNothingOfIt()
    {
        var program = Start(Stubborn);
        using var said = new StreamReader(program.Output);
        var family = await PidsAsync(said);

        await program.DisposeAsync();

        await Task.WhenAll(family.Append(program.Id).Select(WorkerOrders.GoneAsync)).Within();
    }

    [Fact]
    public async Task Keeper_ThatIsKilled_TakesTheProgramWithIt()
    {
        await using var program = Start("sleep 1000 & echo $!; echo $$; echo 0; wait");
        using var said = new StreamReader(program.Output);
        var family = await PidsAsync(said);

        ProcessSignal.Send(program.Id, ProcessSignal.Kill);

        Assert.Equal("it was ended by signal 9", await program.Exited.Within());
        await Task.WhenAll(family.Take(2).Select(WorkerOrders.GoneAsync)).Within();
    }

    [Fact]
    public async Task Program_ThatEnds_LeavesNothingBehind()
    {
        await using var program = Start("setsid sleep 1000 & echo $!; echo 0; echo 0");
        using var said = new StreamReader(program.Output);
        var left = (await PidsAsync(said))[0];

        Assert.Equal("it exited with code 0", await program.Exited.Within());
        await WorkerOrders.GoneAsync(left).Within();
    }

    [Fact]
    public async Task Program_ThatTakesTooMuchMemory_IsEnded()
    {
        // A pipe has no end that could be looked for: all of it is kept.
        await using var program = Start("head -c 200000000 /dev/zero | tail -c 200000000 | sleep 1000", memory: 64 << 20);
        Assert.Equal("it used too much memory", await program.Exited.Within());
    }

    [Theory]
    [InlineData("no-such-program-here", "")]
    [InlineData("sh", "/no/such/folder")]
    public void Program_ThatIsNotThere_IsSaidNotToBe(string command, string folder) => Assert.Throws<Win32Exception>(() =>
        KeptProgram.Start(KeepingParent.Keeper, new ProgramStart("sample", command) { WorkingDirectory = folder }, _logs.CreateLogger("")));

    [Fact]
    public async Task Program_ThatIsNone_EndsAndSaysWhy()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("none"), "no program");
        await using var program = KeptProgram.Start(KeepingParent.Keeper, new ProgramStart("sample", folder.File("none")), _logs.CreateLogger(""));
        Assert.Equal("it could not be started", await program.Exited.Within());
    }

    [Fact]
    public async Task Program_ThatComplainsWithoutEnd_IsLoggedUpToALimit()
    {
        await using var program = Start("i=0; while [ $i -lt 5000 ]; do echo complaint $i >&2; i=$((i+1)); done");
        await program.Exited.Within();
        await Eventually.TrueAsync(() => _logs.Entries.Any(static entry => entry.Event.Name == "ProgramSaidTooMuch"));
        Assert.InRange(_logs.Entries.Count(static entry => entry.Event.Name == "ProgramSaid"), 1, 1000);
    }

    private static async Task<List<int>> PidsAsync(StreamReader said)
    {
        var pids = new List<int>();
        while (pids.Count < 3)
            pids.Add(int.Parse((await said.ReadLineAsync().Within())!));
        return pids;
    }

    private KeptProgram Start(string script, Dictionary<string, string>? variables = null, string folder = "", long memory = 0) => KeptProgram.Start(
        KeepingParent.Keeper,
        new ProgramStart("sample", "sh")
        {
            Arguments = ["-c", script],
            Environment = variables ?? [],
            WorkingDirectory = folder,
            MemoryBytes = memory,
            Grace = TimeSpan.FromMilliseconds(100),
        },
        _logs.CreateLogger("programs"));
}
