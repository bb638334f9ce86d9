using GroupChat.Contracts.Session.V1;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>A signed-in user.</summary>
internal sealed record Identity(string UserId, string Name, Metadata Headers)
{
    public static async Task<Identity> CreateAsync(Wire wire, string name, CancellationToken cancellationToken)
    {
        var created = await new SessionService.SessionServiceClient(wire.Invoker)
            .CreateSessionAsync(new() { DisplayName = name }, cancellationToken: cancellationToken);
        return new(created.Session.UserId, name, new() { { "authorization", $"Bearer {created.Credentials.AccessToken}" } });
    }
}
