namespace GroupChat.Chaos.Tests.Processes;

/// <summary>The servers of a run and what is behind them. Disposing it ends them all, whatever state they are in.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly Warden _warden = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("groupchat-chaos-");

    private Cluster()
    {
    }

    public IReadOnlyList<GatewayNode> Nodes { get; private set; } = [];

    /// <summary>What the servers share; null when there is but one.</summary>
    public Backing? Backing { get; private set; }

    public static async Task<Cluster> StartAsync(Backend backend, CancellationToken cancellationToken)
    {
        var cluster = new Cluster();
        try
        {
            await cluster.StartNodesAsync(backend, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        if (Backing is not null)
            await Backing.DisposeAsync();
        _warden.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartNodesAsync(Backend backend, CancellationToken cancellationToken)
    {
        if (backend == Backend.Postgres)
            Backing = await Backing.StartAsync(_warden);
        Nodes = Backing is null ? [Node("node", [])] : [Node("node-1", Backing.Settings), Node("node-2", Backing.Settings)];
        foreach (var node in Nodes)
            await node.StartAsync(cancellationToken);
    }

    private GatewayNode Node(string name, IReadOnlyList<string> settings) =>
        new(name, _warden, ["--data", Path.Combine(_folder.FullName, name), .. settings]);
}
