using Grpc.Net.Client;

namespace GroupChat.Integration.Tests;

/// <summary>The built gateway. Ready when every service is, also those that run elsewhere.</summary>
internal sealed class GatewayProcess(string dataFolder) : HostProcess(Commands.GatewayDll, dataFolder)
{
    public static async Task<GatewayProcess> StartNewAsync(string dataFolder, params string[] more)
    {
        var gateway = new GatewayProcess(dataFolder);
        await gateway.StartAsync(more);
        return gateway;
    }

    /// <summary>A new connection: a channel of its own, so that no state survives from another.</summary>
    public GrpcChannel Connect() => GrpcChannel.ForAddress(Address);

    protected override bool IsReady(string states) =>
        !states.Contains("\"starting\"", StringComparison.Ordinal) && !states.Contains("\"failing\"", StringComparison.Ordinal);
}
