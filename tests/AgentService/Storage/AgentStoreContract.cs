using GroupChat.Agents.Catalog;
using GroupChat.Agents.Storage;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Storage;

/// <summary>What the store of agents promises, on each database.</summary>
public abstract class AgentStoreContract(Func<Task<string>> backend) : IAsyncLifetime
{
    private readonly List<IDisposable> _opened = [];
    private string _postgres = "";

    public async Task InitializeAsync() => _postgres = await backend();

    public Task DisposeAsync()
    {
        _opened.Reverse();
        _opened.ForEach(opened => opened.Dispose());
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Changes_OfManyAtOnce_FollowEachOtherWithoutAGap()
    {
        var one = Open();
        var other = _postgres.Length > 0 ? Open() : one;
        await one.AddAsync(New("ada"), default).Within();
        var seen = new List<AgentChange>();
        var work = Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? one : other).ChangeAsync(
            "agent:ada", agent => agent with { Version = agent.Version + 1, Persona = $"{i}" }, default)));
        while (!work.IsCompleted)
            seen.AddRange(await other.ListChangedAsync(seen.Count == 0 ? 0 : seen[^1].Revision, 10, default).Within());
        await work.Within();

        var versions = await one.ListVersionsAsync("agent:ada", long.MaxValue, 100, default).Within();
        Assert.Equal(Enumerable.Range(1, 41).Reverse().Select(version => (long)version), versions.Select(agent => agent.Version));
        Assert.Equal(41, versions.Select(agent => agent.Persona).Distinct().Count());
        var last = Assert.Single(await other.ListChangedAsync(0, 10, default).Within());
        Assert.Equal((41L, AgentText.Of(versions[0])), (last.Revision, AgentText.Of(last.Agent)));
        Assert.Equal(seen.Select(change => change.Revision).Order(), seen.Select(change => change.Revision));
        Assert.All(seen, change => Assert.Equal(change.Revision, change.Agent.Version));
    }

    [Fact]
    public async Task Add_OfATakenHandle_IsRefusedAndSeedLeavesItAlone()
    {
        var store = Open();
        await store.AddAsync(New("ada") with { Persona = "first" }, default).Within();
        var refused = await Assert.ThrowsAsync<DomainError>(() => store.AddAsync(New("ada"), default).Within());
        Assert.Equal("AGENT_HANDLE_TAKEN", refused.Reason);
        await store.SeedAsync(New("ada"), default).Within();
        Assert.Equal("first", Assert.Single(await store.ListChangedAsync(0, 10, default).Within()).Agent.Persona);
        Assert.Equal("AGENT_NOT_FOUND", (await Assert.ThrowsAsync<DomainError>(() => store.ChangeAsync("agent:bob", agent => agent, default).Within())).Reason);
    }

    [Fact]
    public async Task Room_HasOnlySoManyAgents()
    {
        var store = Open();
        for (var i = 0; i < SqlAgentStore.MostOfRoom; i++)
            await store.AddAsync(New($"a{i}") with { RoomId = "kitchen" }, default).Within();
        var refused = await Assert.ThrowsAsync<DomainError>(() => store.AddAsync(New("one-more") with { RoomId = "kitchen" }, default).Within());
        Assert.Equal("TOO_MANY_AGENTS", refused.Reason);
        await store.ChangeAsync("agent:a0", agent => agent with { Version = 2, IsDeleted = true }, default).Within();
        await store.AddAsync(New("one-more") with { RoomId = "kitchen" }, default).Within();
    }

    private static AgentProfile New(string handle) => new(AgentProfile.IdOf(handle), handle, handle, "", "", "");

    private SqlAgentStore Open()
    {
        var folder = new TempFolder();
        var database = new AgentDatabase(
            new DataFolder(folder.Path), new StorageOptions { Postgres = _postgres }, NullLogger<AgentDatabase>.Instance);
        _opened.AddRange([folder, database]);
        return new(database);
    }
}

public sealed class SqliteAgentStoreTests() : AgentStoreContract(static () => Task.FromResult(""));

public sealed class PostgresAgentStoreTests() : AgentStoreContract(static async () => await (await PostgresServer.Shared).CreateDatabaseAsync());
