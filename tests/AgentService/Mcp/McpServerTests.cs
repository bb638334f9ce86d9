using GroupChat.Agents.Tools;
using GroupChat.TestSupport;

namespace GroupChat.Agents.Tests.Mcp;

/// <summary>Servers of tools as their authors mean them, each in a process of its own.</summary>
public sealed class McpServerTests
{
    [Fact]
    public async Task Server_ThatIsConfigured_OffersWhatIsAllowedAndNothingElse()
    {
        var options = McpNode.Program("tools");
        (options.Tools, options.Reads, options.Sends) = (["echo", "add_*", "set.other", "variable"], ["ech*"], ["variable"]);
        await using var node = await McpNode.StartAsync(options);
        await node.OfferedAsync("echo");

        Assert.Equal(
            ["mcp_notes_add_note Acts", "mcp_notes_echo Reads", "mcp_notes_set-other Acts", "mcp_notes_variable Sends"],
            node.Source.Tools.Select(static tool => $"{tool.Name} {tool.Effect}").Order(StringComparer.Ordinal));
        Assert.Equal("Its server says that it only reads.", node.Tool("echo").Hint);
        Assert.Equal(new ContentLabel(ContentTrust.Outside, ContentAudience.AskingMember), node.Tool("echo").Label);
        Assert.False(node.Tool("echo").DescribedBy.IsTrusted);
    }

    [Fact]
    public async Task Call_OfATool_IsMadeAndAnsweredAsText()
    {
        Environment.SetEnvironmentVariable("OF_THE_PARENT_ONLY", "secret");
        var options = McpNode.Program("tools");
        options.Environment["OWN"] = "given";
        options.MaxResultBytes = 256;
        await using var node = await McpNode.StartAsync(options);

        Assert.Equal("hello", await node.CallAsync("echo", ("text", "hello")));
        Assert.Equal("noted", await node.CallAsync("add_note", ("text", "milk")));
        Assert.Equal("milk\n", node.Notes);
        Assert.Equal("set", await node.CallAsync("set-other"));
        Assert.Equal("given", await node.CallAsync("variable", ("name", "OWN")));
        Assert.Equal("", await node.CallAsync("variable", ("name", "OF_THE_PARENT_ONLY")));
        Assert.Equal("look:\n(an image was left out: image/png)", await node.CallAsync("picture"));
        Assert.EndsWith("x\n(cut off here)", await node.CallAsync("echo", ("text", new string('x', 300))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ThatTheServerFails_IsAnErrorWithItsWordsApart()
    {
        await using var node = await McpNode.StartAsync(McpNode.Program("tools"));
        var failure = await node.FailsAsync("fail");
        Assert.Equal(
            ("its server says that it failed.", "its server says that it failed. there is no such thing", false),
            (failure.Message, failure.Words, failure.MayHaveActed));
    }

    [Fact]
    public async Task Call_ThatIsCancelled_IsCancelledAtTheServer()
    {
        await using var node = await McpNode.StartAsync(McpNode.Program("tools"));
        using var stop = new CancellationTokenSource();
        var call = (await node.OfferedAsync("slow")).Function.InvokeAsync(McpNode.Arguments(), stop.Token).AsTask();
        await Eventually.TrueAsync(() => node.Notes == "began\n");

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).Within();
        await Eventually.TrueAsync(() => node.Notes == "began\nwas cancelled\n");
        Assert.Equal("still here", await node.CallAsync("echo", ("text", "still here")));
    }

    [Fact]
    public async Task Call_ThatTellsOfProgress_IsWaitedForUpToItsLimit()
    {
        var options = McpNode.Program("tools");
        // Each step takes half a second; on a busy machine a whole one, and more.
        (options.TimeoutSeconds, options.MaxSeconds) = (20, 25);
        await using var node = await McpNode.StartAsync(options);
        Assert.Equal("done", await node.CallAsync("steps", ("steps", 3)));
        var late = await node.FailsAsync("steps", ("steps", 1000));
        Assert.Equal(("its server did not answer in time.", true), (late.Message, late.MayHaveActed));
    }

    [Fact]
    public async Task Server_ThatDiesInACall_IsStartedAgain()
    {
        await using var node = await McpNode.StartAsync(McpNode.Program("tools"));
        var lost = await node.FailsAsync("die");
        Assert.True(lost.MayHaveActed);
        await node.SaidAsync("McpServerLost");
        await Eventually.TrueAsync(async () => await TryAsync(node) == "again");
    }

    [Fact]
    public async Task Tool_ThatChanges_IsAnotherTool()
    {
        await using var node = await McpNode.StartAsync(McpNode.Program("tools"));
        var before = await node.OfferedAsync("changing");
        Assert.Equal("old", await node.CallAsync("changing"));

        await node.CallAsync("change");
        var now = await node.Source.FindNowAsync(before.Name, CancellationToken.None).Within();

        Assert.NotEqual(before.Definition, now!.Definition);
        var refused = await Assert.ThrowsAsync<ToolException>(async () => await before.Function.InvokeAsync(McpNode.Arguments()));
        Assert.Equal("its server has changed what it is.", refused.Message);
        Assert.Equal("new", await node.CallAsync("changing"));
        Assert.Equal("here", await node.CallAsync("another"));
    }

    [Fact]
    public async Task List_ThatChanges_IsReadAnewWithoutACall()
    {
        await using var node = await McpNode.StartAsync(McpNode.Program("tools"));
        await node.CallAsync("change");
        Assert.Equal("here", await node.CallAsync("another"));
    }

    private static async Task<string> TryAsync(McpNode node)
    {
        try
        {
            return await node.CallAsync("echo", ("text", "again"));
        }
        catch (ToolException)
        {
            return "";
        }
    }
}
