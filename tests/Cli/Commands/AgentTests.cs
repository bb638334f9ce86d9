using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Agent.V1;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Commands;

public sealed class AgentTests : IAsyncLifetime, IDisposable
{
    private const string Yaml =
        """
        display_name: The Librarian
        modelId: small
        instructions: |
          Be brief.
          Quote: "true".
        parameters:
          temperature: 0.5
          seed: 7
          adapters: { adapters: [{ name: legal }, { name: brief, scale: 0.5 }] }
        tools: [calculate, search_documents]
        knowledge: { scope: KNOWLEDGE_SCOPE_NONE }
        """;

    private readonly TempFolder _folder = new();
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _cli.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Create_OfAFileAndFlags_TakesTheFlagsWhereBothSpeak()
    {
        await File.WriteAllTextAsync(_folder.File("a.yaml"), Yaml);

        var result = await _cli.RunAsync("agents", "create", "librarian", "-f", _folder.File("a.yaml"), "--temperature", "1", "--knowledge", "room");

        Assert.Equal((0, "agent:librarian"), (result.ExitCode, result.Out.Trim()));
        var agent = Assert.Single(_server.State.Agents);
        Assert.Equal(("The Librarian", "small", "Be brief.\nQuote: \"true\".\n"), (agent.DisplayName, agent.ModelId, agent.Instructions));
        Assert.Equal((1.0, 7L), (agent.Parameters.Temperature, agent.Parameters.Seed));
        Assert.Equal([("legal", false), ("brief", true)], agent.Parameters.Adapters.Adapters.Select(static one => (one.Name, one.HasScale)));
        Assert.Equal(["calculate", "search_documents"], agent.Tools);
        Assert.Equal(KnowledgeScope.Room, agent.Knowledge.Scope);
    }

    [Fact]
    public async Task Update_OfAFile_ChangesWhatItNames()
    {
        await _cli.RunAsync("agents", "create", "librarian", "--persona", "Kind.", "--seed", "7");
        await File.WriteAllTextAsync(_folder.File("a.json"), """{"description":"Knows books.","tools":[]}""");

        var result = await _cli.RunAsync("agents", "update", "@librarian", "--file", _folder.File("a.json"));

        Assert.Equal("agent:librarian version 2", result.Out.Trim());
        var agent = _server.State.Agents[^1];
        Assert.Equal(("Knows books.", "Kind.", 7L), (agent.Description, agent.Persona, agent.Parameters.Seed));
        Assert.Equal(2, (await _cli.RunAsync("agents", "update", "librarian")).ExitCode);
    }

    [Fact]
    public async Task Show_OfAnAgent_IsAFileThatMakesTheSame()
    {
        await File.WriteAllTextAsync(_folder.File("a.yaml"), Yaml);
        await _cli.RunAsync("agents", "create", "one", "-f", _folder.File("a.yaml"));
        await File.WriteAllTextAsync(_folder.File("b.yaml"), (await _cli.RunAsync("agents", "show", "one")).Out);

        Assert.Equal(0, (await _cli.RunAsync("agents", "create", "two", "-f", _folder.File("b.yaml"))).ExitCode);

        var (one, two) = (_server.State.Agents[0], _server.State.Agents[1].Clone());
        (two.Handle, two.AgentId) = (one.Handle, one.AgentId);
        Assert.Equal(one, two);
    }

    [Fact]
    public async Task ListVersionsAndDelete_OfAgents_Work()
    {
        await _cli.RunAsync("agents", "create", "one", "--display-name", "One");
        await _cli.RunAsync("agents", "update", "one", "--display-name", "Uno");

        var versions = await _cli.RunAsync("agents", "versions", "one");
        Assert.Equal(["Uno", "One"], versions.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t')[1]));
        Assert.Contains("agent:one", (await _cli.RunAsync("agents", "list")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("agents", "delete", "one")).ExitCode);
        Assert.True(_server.State.Agents[^1].Deleted);
        Assert.Contains("AGENT_NOT_FOUND", (await _cli.RunAsync("agents", "show", "nobody")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.yaml", "- just\n- a list")]
    [InlineData("a.yaml", "no_such_field: 1")]
    [InlineData("a.yaml", "a: [1")]
    [InlineData("a.yaml", "")]
    [InlineData("a.json", "{")]
    [InlineData("a.json", "[]")]
    [InlineData("a.json", """{"parameters":{"temperature":"hot"}}""")]
    public async Task File_ThatIsNoAgent_IsAWrongCommandLine(string name, string text)
    {
        await File.WriteAllTextAsync(_folder.File(name), text);

        var result = await _cli.RunAsync("agents", "create", "one", "-f", _folder.File(name));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is no agent", result.Error, StringComparison.Ordinal);
    }
}
