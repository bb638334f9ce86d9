using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Grpc.Health.V1;
using Contract = Grpc.Health.V1.Health;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace GroupChat.ServiceDefaults.Health;

/// <summary>grpc.health.v1 over the <see cref="HealthRegistry"/>.</summary>
[AllowAnonymousCaller]
internal sealed class HealthRpc(HealthRegistry health) : Contract.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (health.Find(request.Service) is not { } state)
            throw new DomainError(ErrorCode.NotFound, "SERVICE_UNKNOWN", "no such service here");
        return Task.FromResult(ToResponse(state));
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        await foreach (var state in health.WatchAsync(request.Service, context.CancellationToken))
            await responseStream.WriteAsync(ToResponse(state), context.CancellationToken);
    }

    private static HealthCheckResponse ToResponse(HealthState? state) => new()
    {
        Status = state switch
        {
            null => ServingStatus.ServiceUnknown,
            HealthState.Serving => ServingStatus.Serving,
            _ => ServingStatus.NotServing,
        },
    };
}
