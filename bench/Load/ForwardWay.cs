using GroupChat.Bench.Servers;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Bench.Load;

/// <summary>One way to the same ChatService.</summary>
/// <param name="Name">For people.</param>
/// <param name="Suffix">For the names of figures.</param>
/// <param name="Channel">One connection.</param>
/// <param name="Headers">What the way wants to be shown.</param>
/// <param name="Cpu">Processor time of all that is on the way, the service included.</param>
internal sealed record ForwardWay(string Name, string Suffix, GrpcChannel Channel, Metadata Headers, Func<TimeSpan> Cpu)
{
    public ChatService.ChatServiceClient Chat { get; } = new(Channel);

    public static ForwardWay Direct(SplitChat servers) =>
        new("directly", "_direct", GrpcChannel.ForAddress(servers.Chat.Address), OfService(servers), () => servers.Chat.Cpu);

    public static async Task<ForwardWay> ThroughGatewayAsync(SplitChat servers)
    {
        var channel = GrpcChannel.ForAddress(servers.Gateway.Address);
        var created = await new SessionService.SessionServiceClient(channel).CreateSessionAsync(new() { DisplayName = "reader" });
        Metadata headers = new() { { "authorization", $"Bearer {created.Credentials.AccessToken}" } };
        return new("through the gateway", "", channel, headers, () => servers.Gateway.Cpu + servers.Chat.Cpu);
    }

    public static ForwardWay ThroughNginx(SplitChat servers) => new(
        "through nginx", "_nginx", GrpcChannel.ForAddress(servers.Nginx!.Address), OfService(servers), () => servers.Nginx.Cpu + servers.Chat.Cpu);

    private static Metadata OfService(SplitChat servers) => new()
    {
        { "authorization", $"Service {servers.Key}" },
        { "x-groupchat-user-id", "reader" },
        { "x-groupchat-user-name", "reader" },
    };
}
