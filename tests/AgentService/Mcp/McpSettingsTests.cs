using GroupChat.Agents.Catalog;
using GroupChat.Agents.Mcp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GroupChat.Agents.Tests.Mcp;

public sealed class McpSettingsTests
{
    [Fact]
    public void Mistakes_InServers_AreAllNamed()
    {
        var mistakes = Assert.Throws<OptionsValidationException>(() => Options(
            ("Bad_Name:Command", "x"), ("Bad_Name:Tools:0", "*"),
            ("a:Command", "x"), ("a:Address", "http://x"), ("a:Tools:0", "*"),
            ("b:Address", "ftp://x"), ("b:Tools:0", "no spaces"), ("b:Headers:Mcp-Session-Id", "x"),
            ("c:Command", "../x"), ("c:WorkingDirectory", "x"), ("c:Token", "x"),
            ("d:Address", "https://x"), ("d:Tools:0", "*"), ("d:Token", "a b"), ("d:TokenFile", "x"), ("d:MaxSeconds", "1"), ("e:Command", "x"), ("e:MemoryMegabytes", "1"), ("e:Trust", "Member"))).Failures;

        string[] keys =
        [
            "Bad_Name:", "a:Command:", "b:Address:", "b:Tools:", "b:Headers:Mcp-Session-Id:", "c:Command:", "c:WorkingDirectory:", "c:Tools:",
            "d:Token:", "d:TokenFile:", "d:MaxSeconds:", "e:MemoryMegabytes:", "e:Trust:",
        ];
        Assert.All(keys, key => Assert.Contains(mistakes, mistake => mistake.StartsWith($"Mcp:Servers:{key}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Server_WithTheLeast_IsEnough()
    {
        var options = Options(("a:Command", "npx"), ("a:Tools:0", "*"), ("b:Address", "https://tools.example/mcp"), ("b:Tools:0", "read_*"), ("b:Headers:Authorization", "Basic x"));
        Assert.Equal(["a", "b"], options.Keys.Order());
    }

    [Theory]
    [InlineData("", "calculate", true)]
    [InlineData("", "mcp_notes_add", false)]
    [InlineData("mcp_notes_add", "mcp_notes_add", true)]
    [InlineData("mcp_notes_add", "mcp_notes_read", false)]
    public void Agent_ThatDoesNotNameAToolOfAServer_DoesNotHaveIt(string named, string tool, bool may)
    {
        var agent = new AgentProfile("agent:a", "a", "A", "", "", "") { Tools = named.Length > 0 ? [named] : [] };
        Assert.Equal(may, agent.MayUse(tool));
    }

    private static McpOptions Options(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        foreach (var (key, value) in settings)
            builder.Configuration[$"Mcp:Servers:{key}"] = value;
        builder.AddAgents();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<McpOptions>();
    }
}
