using Microsoft.Extensions.Hosting;

namespace GroupChat.Chat.Bus;

/// <summary>Runs the bus with the host.</summary>
internal sealed class BusService(IRoomBus bus, BusDesk desk) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        bus.Listen(desk);
        await bus.OpenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => bus.RunAsync(stoppingToken);
}
