using GroupChat.ServiceDefaults.Workers;
using GroupChat.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Tests.Workers;

/// <summary>A host in this process with a worker in another.</summary>
internal sealed class WorkerNode(TestNode node, TempFolder data) : IAsyncDisposable
{
    public Worker Worker { get; } = node.Services.GetRequiredKeyedService<Worker>(SampleWorker.Name);

    public LogCollector Logs => node.Logs;

    public string Run => data.File("run");

    public static async Task<WorkerNode> StartAsync(WorkerLimits? limits = null, WorkerCommand? command = null)
    {
        var data = new TempFolder();
        var node = await TestNode.StartAsync(
            builder =>
            {
                SampleWorker.Add(builder.Services, limits ?? new WorkerLimits());
                if (command is not null)
                    builder.Services.AddSingleton(command);
            },
            static _ => { },
            data);
        return new(node, data);
    }

    public Task StopAsync() => node.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        data.Dispose();
    }
}
