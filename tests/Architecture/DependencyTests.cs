namespace GroupChat.Architecture.Tests;

/// <summary>Who may use whom: Gateway -> services -> ServiceDefaults -> Contracts, and a domain that knows no technology.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Services = ["ChatService", "AgentService", "DocumentService", "VectorService"];

    /// <summary>Folders of a service that may know drivers, wires or neighbours; every other folder is domain.</summary>
    private static readonly string[] OuterFolders = ["Storage", "Neighbours", "Wire", "Bus", "Qdrant"];

    private static readonly string[] Technology =
        ["Grpc", "GroupChat.Contracts", "Google.Protobuf", "Google.Rpc", "Microsoft.AspNetCore", "Microsoft.Data", "Dapper", "Npgsql", "StackExchange.Redis"];

    [Fact]
    public void Contracts_Always_UsesNothingOfOurs() => Assert.Empty(ReferencesOf("Contracts"));

    [Fact]
    public void ServiceDefaults_Always_UsesContractsOnly() => Assert.Equal(["Contracts"], ReferencesOf("ServiceDefaults"));

    [Fact]
    public void Services_Always_UseServiceDefaultsAndNeverEachOther()
    {
        foreach (var service in Services)
            Assert.True(ReferencesOf(service).All(name => name is "ServiceDefaults" or "Contracts"), service);
    }

    [Fact]
    public void Gateway_Always_UsesEveryService() => Assert.Equal(Services.Order(), ReferencesOf("Gateway").Order());

    [Fact]
    public void Cli_Always_UsesContractsOnly() =>
        Assert.Equal(["Contracts"], Repository.References(Repository.Projects("clients/cli").Single()));

    [Fact]
    public void Domain_Always_KnowsNoTechnology()
    {
        var offences =
            from service in Services
            from source in Repository.Sources($"src/{service}")
            let folder = Path.GetRelativePath(Path.Combine(Repository.Root, "src", service), source).Split('/')
            where folder.Length > 1 && !OuterFolders.Contains(folder[0])
            from used in Repository.Usings(source)
            where Technology.Any(name => used == name || used.StartsWith(name + ".", StringComparison.Ordinal))
            select $"{Repository.Relative(source)} uses {used}";
        Assert.Empty(offences);
    }

    [Fact]
    public void Services_Always_ShowOnlyTheirModule()
    {
        var shown =
            from service in Services
            from source in Repository.Sources($"src/{service}")
            from line in File.ReadLines(source)
            where line.StartsWith("public ", StringComparison.Ordinal) && !Path.GetFileName(source).EndsWith("Module.cs", StringComparison.Ordinal)
            select $"{Repository.Relative(source)}: {line}";
        Assert.Empty(shown);
    }

    private static List<string> ReferencesOf(string project) => [.. Repository.References(Repository.Projects($"src/{project}").Single())];
}
