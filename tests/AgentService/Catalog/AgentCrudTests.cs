using GroupChat.Agents.Tests.Neighbours;
using GroupChat.Contracts.Agent.V1;
using GroupChat.TestSupport;

namespace GroupChat.Agents.Tests.Catalog;

/// <summary>Agents are data: made, changed, remembered and deleted.</summary>
public sealed class AgentCrudTests
{
    [Fact]
    public async Task Agent_MadeAndChanged_KeepsItsVersions()
    {
        await using var node = await AgentNode.StartAsync();
        var admin = new AgentsOf(node, AgentsOf.Admin);
        var made = await admin.CreateAsync(AgentsOf.New("ada"));
        Assert.Equal(("agent:ada", 1L, "root", "extractive"), (made.AgentId, made.Version, made.UpdatedByUserId, made.ModelId));

        var changed = await admin.UpdateAsync(
            new() { AgentId = made.AgentId, Version = 1, Persona = "You are stern.", Tools = { "fetch" }, DisplayName = "ignored" }, "persona", "tools");
        Assert.Equal(("The ada", "You are stern.", 2L), (changed.DisplayName, changed.Persona, changed.Version));
        Assert.Equal(changed, await admin.UpdateAsync(changed, "persona", "tools"));
        Assert.Equal("AGENT_CHANGED", await AgentsOf.ReasonAsync(admin.UpdateAsync(new() { AgentId = made.AgentId, Version = 1, Persona = "x" }, "persona")));

        Assert.Equal(made, await admin.GetAsync(made.AgentId, version: 1));
        Assert.Equal(changed, await admin.GetAsync(made.AgentId));
        Assert.Equal("AGENT_VERSION_NOT_FOUND", await AgentsOf.ReasonAsync(admin.GetAsync(made.AgentId, version: 3)));
        var first = await admin.VersionsAsync(made.AgentId, size: 1);
        Assert.Equal(changed, Assert.Single(first.Agents));
        var second = await admin.VersionsAsync(made.AgentId, size: 1, first.NextPageToken);
        Assert.Equal((made, ""), (Assert.Single(second.Agents), second.NextPageToken));
    }

    [Fact]
    public async Task Agent_Deleted_IsGoneButForItsVersionsAndItsHandle()
    {
        await using var node = await AgentNode.StartAsync();
        var admin = new AgentsOf(node, AgentsOf.Admin);
        await admin.CreateAsync(AgentsOf.New("ada"));
        Assert.Equal("AGENT_CHANGED", await AgentsOf.ReasonAsync(admin.DeleteAsync("agent:ada", version: 2)));
        await admin.DeleteAsync("agent:ada", version: 1);
        await admin.DeleteAsync("agent:ada", version: 1);

        Assert.Equal(["assistant"], await admin.ListAsync());
        Assert.Equal("AGENT_NOT_FOUND", await AgentsOf.ReasonAsync(admin.GetAsync("agent:ada")));
        Assert.Equal("AGENT_NOT_FOUND", await AgentsOf.ReasonAsync(admin.UpdateAsync(new() { AgentId = "agent:ada", Persona = "x" }, "persona")));
        Assert.Equal("AGENT_HANDLE_TAKEN", await AgentsOf.ReasonAsync(admin.CreateAsync(AgentsOf.New("ada"))));
        Assert.Equal([true, false], (await admin.VersionsAsync("agent:ada")).Agents.Select(agent => agent.Deleted));
    }

    [Fact]
    public async Task Agents_AfterARestart_AreAsTheyWereAndTheBuiltInOneStaysDeleted()
    {
        using var data = new TempFolder();
        Agent made;
        await using (var node = await AgentNode.StartAsync(model: null, data))
        {
            var admin = new AgentsOf(node, AgentsOf.Admin);
            made = await admin.CreateAsync(AgentsOf.New("ada"));
            await admin.DeleteAsync("agent:assistant");
        }

        await using var again = await AgentNode.StartAsync(model: null, data);
        Assert.Equal(["ada"], await new AgentsOf(again, "ann").ListAsync());
        Assert.Equal(made, await new AgentsOf(again, AgentsOf.Admin).GetAsync("agent:ada"));
    }

    [Fact]
    public async Task Rules_OfWhoMay_HoldForServerAndRooms()
    {
        await using var node = await AgentNode.StartAsync();
        var (admin, owner, member, outsider) =
            (new AgentsOf(node, AgentsOf.Admin), new AgentsOf(node, "olga"), new AgentsOf(node, "mia"), new AgentsOf(node, "zoe"));
        Assert.Equal("ADMIN_REQUIRED", await AgentsOf.ReasonAsync(owner.CreateAsync(AgentsOf.New("ada"))));
        Assert.Equal("ROLE_REQUIRED", await AgentsOf.ReasonAsync(member.CreateAsync(AgentsOf.New("ada", "kitchen"))));
        Assert.Equal("NOT_A_MEMBER", await AgentsOf.ReasonAsync(outsider.CreateAsync(AgentsOf.New("ada", "kitchen"))));
        Assert.Equal("ROOM_NOT_FOUND", await AgentsOf.ReasonAsync(owner.CreateAsync(AgentsOf.New("ada", "cellar"))));
        await admin.CreateAsync(AgentsOf.New("ada"));
        await owner.CreateAsync(AgentsOf.New("cook", "kitchen"));

        Assert.Equal(["ada", "assistant"], await outsider.ListAsync());
        Assert.Equal(["cook"], await member.ListAsync("kitchen"));
        Assert.Equal("NOT_A_MEMBER", await AgentsOf.ReasonAsync(admin.ListAsync("kitchen")));
        Assert.Equal("AGENT_NOT_FOUND", await AgentsOf.ReasonAsync(outsider.GetAsync("agent:cook")));
        Assert.Equal(("", "", null), Inside(await member.GetAsync("agent:cook")));
        Assert.Equal(("", "", null), Inside(await outsider.GetAsync("agent:ada")));
        Assert.Equal("Be brief.", (await owner.GetAsync("agent:cook")).Instructions);
        Assert.Equal("ROLE_REQUIRED", await AgentsOf.ReasonAsync(member.DeleteAsync("agent:cook")));
        Assert.Equal("AGENT_NOT_FOUND", await AgentsOf.ReasonAsync(admin.DeleteAsync("agent:cook")));
        Assert.Equal("ADMIN_REQUIRED", await AgentsOf.ReasonAsync(owner.VersionsAsync("agent:ada")));
        Assert.Equal("ADMIN_REQUIRED", await AgentsOf.ReasonAsync(outsider.GetAsync("agent:ada", version: 1)));
    }

    [Theory]
    [InlineData("Ada", "agent.handle")]
    [InlineData("a--", "agent.handle")]
    [InlineData("name", "agent.display_name")]
    [InlineData("persona", "agent.persona")]
    [InlineData("temperature", "agent.parameters.temperature")]
    [InlineData("tools", "agent.tools")]
    [InlineData("scope", "agent.knowledge.scope")]
    [InlineData("model", "agent.model_id")]
    public async Task Agent_OutOfBounds_IsRefusedByField(string fault, string field)
    {
        await using var node = await AgentNode.StartAsync();
        var agent = AgentsOf.New(fault is "Ada" or "a--" ? fault : "ada");
        switch (fault)
        {
            case "name":
                agent.DisplayName = " ";
                break;
            case "persona":
                agent.Persona = new('x', 4_001);
                break;
            case "temperature":
                agent.Parameters.Temperature = double.NaN;
                break;
            case "tools":
                agent.Tools.Add("rm -rf");
                break;
            case "scope":
                agent.Knowledge.Scope = (KnowledgeScope)9;
                break;
            case "model":
                agent.ModelId = "no-such-model";
                break;
        }

        var refused = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => new AgentsOf(node, AgentsOf.Admin).CreateAsync(agent));
        Assert.Equal(field, Assert.Single(ServiceDefaults.Grpc.RpcExceptionExtensions.ToDomainError(refused).Violations).Field);
    }

    private static (string, string, AgentParameters?) Inside(Agent agent) => (agent.Persona, agent.Instructions, agent.Parameters);
}
