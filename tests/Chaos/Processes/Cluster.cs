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
        _warden.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartNodesAsync(Backend backend, CancellationToken cancellationToken)
    {
        Nodes = [new GatewayNode("node", _warden, ["--data", _folder.FullName])];
        foreach (var node in Nodes)
            await node.StartAsync(cancellationToken);
    }
}
