using System.Globalization;
using GroupChat.TestSupport;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Tests.Index;

public sealed class LowPriorityTests
{
    private const int MostNice = 19;

    [Fact]
    public async Task Enter_ThreadOfItsOwn_GivesWay()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var entered = await Task.Factory.StartNew(Enter, default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Within();
        Assert.InRange(entered.After, Math.Min(entered.Before + 1, MostNice), MostNice);
    }

    private static (int Before, int After) Enter()
    {
        var before = Nice();
        LowPriority.Enter();
        return (before, Nice());
    }

    // Of the calling thread: the 19th field, the 17th after its name.
    private static int Nice() =>
        int.Parse(File.ReadAllText("/proc/thread-self/stat").Split(") ")[^1].Split(' ')[16], CultureInfo.InvariantCulture);
}
