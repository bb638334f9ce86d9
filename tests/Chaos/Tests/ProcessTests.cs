using GroupChat.Chaos.Tests.Processes;
using GroupChat.TestSupport;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>Processes are stopped, go on and end; none is left behind.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Pause_AndResume_StopsAndGoesOn()
    {
        using var warden = new Warden();
        await using var process = new ServerProcess(warden, "sleep", ["600"]);
        process.Pause();
        await Eventually.TrueAsync(() => State(process.Id) == 'T');
        process.Resume();
        await Eventually.TrueAsync(() => State(process.Id) == 'S');
    }

    [Fact]
    public async Task Dispose_PausedProcess_EndsIt()
    {
        using var warden = new Warden();
        var process = new ServerProcess(warden, "sleep", ["600"]);
        var id = process.Id;
        process.Pause();
        await process.DisposeAsync();
        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public async Task Warden_Disposed_EndsWhatItGuardsAndItsChildren()
    {
        var warden = new Warden();
        var process = new ServerProcess(warden, "bash", ["-c", "sleep 600 & echo $!; wait"]);
        await Eventually.TrueAsync(() => process.Output.Length > 0);
        var child = int.Parse(process.Output, System.Globalization.CultureInfo.InvariantCulture);
        warden.Dispose();
        await process.ExitedAsync().Within(Patience);
        // A killed orphan is gone once whoever inherits it has collected it.
        await Eventually.TrueAsync(() => State(child) is null or 'Z');
    }

    private static char? State(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[1][0];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
