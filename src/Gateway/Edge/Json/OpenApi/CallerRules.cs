using GroupChat.ServiceDefaults.Identity;
using Grpc.AspNetCore.Server;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>Who may call which method, as the endpoints of this process have it.</summary>
internal sealed class CallerRules(EndpointDataSource endpoints)
{
    private readonly Dictionary<string, Endpoint> _byPath = endpoints.Endpoints
        .Where(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is not null)
        .GroupBy(endpoint => endpoint.Metadata.GetRequiredMetadata<GrpcMethodMetadata>().Method.FullName, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>No token is needed.</summary>
    public bool IsForAnyone(string grpcPath) => Rule(grpcPath) is AllowAnonymousCallerAttribute;

    /// <summary>A user's token does not do.</summary>
    public bool IsForServices(string grpcPath) => Rule(grpcPath) is ServiceOnlyAttribute;

    // The last of them decides, as it does when the method is called.
    private object? Rule(string grpcPath) =>
        _byPath.GetValueOrDefault(grpcPath)?.Metadata.LastOrDefault(each => each is AllowAnonymousCallerAttribute or ServiceOnlyAttribute);
}
