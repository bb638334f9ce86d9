using GroupChat.Agents.Tools;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Mcp;

/// <summary>The tools of all configured servers. Nobody waits for any of them at the start.</summary>
internal sealed class McpToolSource : BackgroundService, IToolSource
{
    private readonly McpServer[] _servers;

    public McpToolSource(McpOptions options, WorkerCommand command, TimeProvider time, ILogger<McpServer> logger) =>
        _servers = [.. options.Select(server => new McpServer(server.Key, server.Value, command, time, logger))];

    public IEnumerable<Tool> Tools => _servers.SelectMany(static server => server.Tools.Tools);

    public Tool? Find(string name) => _servers.Select(server => server.Tools.Find(name)).FirstOrDefault(static tool => tool is not null);

    public async Task<Tool?> FindNowAsync(string name, CancellationToken cancellationToken)
    {
        if (!McpNames.IsOne(name))
            return null;
        var server = Array.Find(_servers, server => server.Tools.Owns(name));
        return server is null ? null : await server.Tools.FindNowAsync(name, cancellationToken);
    }

    public override void Dispose()
    {
        foreach (var server in _servers)
            server.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_servers.Select(server => Task.Run(() => server.RunAsync(stoppingToken), CancellationToken.None)));
}
