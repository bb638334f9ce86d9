using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Tests.Workers;

/// <summary>A host that prints the process id of its worker.</summary>
internal static class ParentChild
{
    public static Task<int> Run(string[] args) => GroupChatHost.RunAsync(
        args,
        builder =>
        {
            builder.Services.AddWorker(SampleWorker.Kind, _ => new WorkerLimits());
            builder.Services.AddHostedService<Printer>();
        },
        static _ => { });

    private sealed class Printer([FromKeyedServices(SampleWorker.Name)] Worker worker) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var lease = await worker.LeaseAsync(stoppingToken);
            Console.WriteLine($"worker {await lease.TellAsync("pid", stoppingToken)}");
            await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
