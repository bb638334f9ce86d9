using GroupChat.Agents.Mcp;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Agents.Tests.Mcp;

/// <summary>Servers of tools at an address.</summary>
public sealed class McpHttpTests
{
    private const string Token = "very-secret-token";

    [Fact]
    public async Task Server_AtAnAddress_IsAskedWithItsTokenAndHeaders()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("token"), $"{Token}\n");
        await using var server = await HttpServer.StartAsync();
        var options = At(server);
        (options.TokenFile, options.Headers) = (folder.File("token"), new() { ["X-Team"] = "kitchen" });
        await using var node = await McpNode.StartAsync(options);

        Assert.Equal("over http", await node.CallAsync("ask"));
        Assert.Equal(($"Bearer {Token}", "kitchen"), ($"{server.Headers.Authorization}", $"{server.Headers["X-Team"]}"));
        Assert.False(server.Headers.ContainsKey("traceparent"));
        Assert.DoesNotContain(node.Logs.Entries, static entry => $"{entry.Message} {entry.Exception}".Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_ThatLeadsElsewhere_IsNotFollowed()
    {
        await using var elsewhere = await HttpServer.StartAsync();
        await using var server = await HttpServer.StartAsync();
        server.Call = (http, _) =>
        {
            http.Response.Redirect(elsewhere.Address, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        await using var node = await McpNode.StartAsync(At(server));
        Assert.True((await node.FailsAsync("ask")).MayHaveActed);
        Assert.Equal(0, elsewhere.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_WhoseAnswerHasNoEnd_IsCutOff(bool events)
    {
        await using var server = await HttpServer.StartAsync();
        server.Call = async (http, _) =>
        {
            http.Response.ContentType = events ? "text/event-stream" : "application/json";
            var more = new string('x', 65_536);
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.WriteAsync(events ? $"data: {more}\n" : more, http.RequestAborted);
        };
        await using var node = await McpNode.StartAsync(At(server));
        await node.FailsAsync("ask");
        await node.SaidAsync("McpServerLost");
    }

    [Fact]
    public async Task Server_ThatComesBack_IsFoundAgain()
    {
        await using var server = await HttpServer.StartAsync();
        await using var node = await McpNode.StartAsync(At(server));
        var answer = server.Call;
        server.Call = static (http, _) =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        await node.FailsAsync("ask");
        await node.SaidAsync("McpServerLost");
        server.Call = answer;
        Assert.Equal("over http", await node.CallAsync("ask"));
    }

    private static McpServerOptions At(HttpServer server) => new() { Address = server.Address, Tools = ["*"] };
}
