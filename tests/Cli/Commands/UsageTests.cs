using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Tests.Commands;

public sealed class UsageTests : IAsyncLifetime, IDisposable
{
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Usage_OfARoom_IsATableOfWhatWasAskedFor()
    {
        var result = await _cli.RunAsync("usage", "--room", "tea", "--from", "2026-11-20", "--by", "room", "--by", "kind");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["tea\tanswer\t2\t100\t60\t10", "tea\trewrite\t2\t7\t60\t10"],
            result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^2..]);
        var asked = _server.State.Usages[0];
        Assert.Equal(("tea", "2026-11-20", ""), (asked.RoomId, asked.FromDay, asked.ToDay));
        Assert.Equal([UsageGroup.Room, UsageGroup.Kind], asked.GroupBy);
    }

    [Fact]
    public async Task Usage_AsJson_IsALineForEachRow()
    {
        var result = await _cli.RunAsync("usage", "--by", "day", "--json");
        var lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, static line => Assert.StartsWith("{", line, StringComparison.Ordinal));
        Assert.Contains("\"computedTokens\"", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usage_OfEverybody_IsForAdmins()
    {
        var refused = await _cli.RunAsync("usage", "--everybody");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("ADMIN_REQUIRED", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await _cli.RunAsync("usage", "--by", "weather")).ExitCode);
    }

    [Fact]
    public async Task Quotas_AreSetListedAndShown()
    {
        Assert.Equal("user\tann\t500\tsettings", (await _cli.RunAsync("quotas", "set", "--user", "ann", "--tokens-per-day", "500")).Out.Trim());
        Assert.Equal("room\ttea\tno limit\t2", (await _cli.RunAsync("quotas", "set", "--room", "tea", "--tokens-per-day", "0", "--answers-at-a-time", "2")).Out.Trim());

        Assert.Equal(
            ["user\tann\t500\tsettings", "room\ttea\tno limit\t2"],
            (await _cli.RunAsync("quotas", "list")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^2..]);
        Assert.Equal(
            ["tokens today\t123\t500\tquota", "answers now\t1\tno limit\tsettings"],
            (await _cli.RunAsync("quotas", "get", "--user", "ann")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^2..]);
        Assert.Equal(2, (await _cli.RunAsync("quotas", "set", "--user", "ann", "--tokens-per-day", "many")).ExitCode);
    }
}
