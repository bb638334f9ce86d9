using GroupChat.TestSupport;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Tests.Kit;

public sealed partial class TestKitTests
{
    [Fact]
    public async Task Within_NeverCompletes_SaysWhatWasAwaited()
    {
        var endless = new TaskCompletionSource<int>();

        var error = await Assert.ThrowsAsync<TimeoutException>(() => endless.Task.Within(TimeSpan.FromMilliseconds(1)));

        Assert.Contains("endless.Task", error.Message, StringComparison.Ordinal);
        Assert.Contains("TestKitTests.cs:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Within_ItsOwnTimeout_IsPassedOn()
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(() => Task.FromException(new TimeoutException("own")).Within());

        Assert.Equal("own", error.Message);
    }

    [Fact]
    public void LogCollector_UnannouncedError_Fails()
    {
        var logs = new LogCollector();
        LogExpected(logs.CreateLogger("test"));

        Assert.Contains("told twice", Assert.Throws<InvalidOperationException>(logs.Dispose).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LogCollector_AnnouncedErrorAndWarnings_Pass()
    {
        using var logs = new LogCollector().Expect("Expected");
        LogExpected(logs.CreateLogger("test"));
        LogHarmless(logs.CreateLogger("test"));

        Assert.Equal(["told twice", "harmless"], logs.Entries.Select(entry => entry.Message));
    }

    [Fact]
    public void TempFolder_Disposed_IsGone()
    {
        var folder = new TempFolder();
        File.WriteAllText(folder.File("x"), "x");

        folder.Dispose();

        Assert.False(Directory.Exists(folder.Path));
    }

    [LoggerMessage(EventName = "Expected", Level = LogLevel.Error, Message = "told twice")]
    private static partial void LogExpected(ILogger logger);

    [LoggerMessage(EventName = "Harmless", Level = LogLevel.Warning, Message = "harmless")]
    private static partial void LogHarmless(ILogger logger);
}
