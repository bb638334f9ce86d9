using GroupChat.Agents.Mcp;
using GroupChat.Agents.Tools;

namespace GroupChat.Agents.Tests.Mcp;

/// <summary>Servers that mean no good, or do not know better.</summary>
public sealed class BadServerTests
{
    [Fact]
    public async Task Server_ThatWritesGarbageBetweenItsAnswers_IsUnderstood()
    {
        await using var node = await McpNode.StartAsync(McpNode.Program("bad", "garbage"));
        Assert.Equal("well", await node.CallAsync("echo"));
    }

    [Theory]
    [InlineData("silent", "did not greet in time")]
    [InlineData("flood", "more than anybody can read")]
    [InlineData("endless", "a message that is too long")]
    public async Task Server_ThatCannotBeUsed_OffersNothingAndIsLeft(string manner, string why)
    {
        var options = McpNode.Program("bad", manner);
        options.ConnectTimeoutSeconds = manner == "silent" ? 2 : 60;
        await using var node = await McpNode.StartAsync(options);
        await node.SaidAsync("McpServerLost", why);
        Assert.Empty(node.Source.Tools);
    }

    [Theory]
    [InlineData("mute")]
    [InlineData("mismatch")]
    public async Task Server_ThatDoesNotAnswerCalls_IsLeftAlone(string manner)
    {
        var options = McpNode.Program("bad", manner);
        (options.TimeoutSeconds, options.MaxSeconds) = (1, 2);
        await using var node = await McpNode.StartAsync(options);
        for (var call = 0; call < 3; call++)
            Assert.Equal(("its server did not answer in time.", true), Said(await node.FailsAsync("echo")));
        await node.SaidAsync("McpServerLost", "did not answer several calls");
        Assert.Empty(node.Source.Tools);
    }

    [Fact]
    public async Task Server_ThatAnswersNonsense_IsNotBelieved()
    {
        await using var node = await McpNode.StartAsync(McpNode.Program("bad", "nonsense"));
        Assert.Equal(("its server's answer cannot be read.", true), Said(await node.FailsAsync("echo")));
    }

    [Fact]
    public async Task Server_ThatAnswersAtLength_IsCutShort()
    {
        var options = McpNode.Program("bad", "long");
        options.MaxResultBytes = 1024;
        await using var node = await McpNode.StartAsync(options);
        Assert.Equal(1024, (await node.CallAsync("echo")).Length);
    }

    [Fact]
    public async Task Server_WhoseListHasNoEnd_IsReadSoFarAndNoFurther()
    {
        await using var node = await McpNode.StartAsync(McpNode.Program("bad", "pages"));
        await node.SaidAsync("McpServerOffers", $"{McpListing.MostPages} with a name that another has too");
        Assert.Empty(node.Source.Tools);
    }

    [Theory]
    [InlineData("no-such-program-here", "no program")]
    [InlineData("false", "exited with code 1")]
    public async Task Server_ThatCannotBeStarted_IsTriedAgain(string command, string why)
    {
        await using var node = await McpNode.StartAsync(new McpServerOptions { Command = command, Tools = ["*"] });
        await node.SaidAsync("McpServerLost", why);
        Assert.Null(await node.Source.FindNowAsync($"mcp_{McpNode.Name}_echo", CancellationToken.None));
    }

    private static (string, bool) Said(ToolException failure) => (failure.Message, failure.MayHaveActed);
}
