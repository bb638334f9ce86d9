using GroupChat.Contracts.Session.V1;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Gateway.Sessions;

/// <summary>The face of SessionService.</summary>
internal sealed class SessionRpc(SessionRegistry sessions) : SessionService.SessionServiceBase
{
    [AllowAnonymousCaller]
    public override async Task<CreateSessionResponse> CreateSession(CreateSessionRequest request, ServerCallContext context)
    {
        var issued = await sessions.CreateAsync(request.DisplayName, context.CancellationToken);
        return new() { Session = issued.Session.ToProto(), Credentials = issued.ToCredentials() };
    }

    public override async Task<GetSessionResponse> GetSession(GetSessionRequest request, ServerCallContext context)
    {
        var session = await sessions.GetAsync(context.GetUser().SessionId, context.CancellationToken);
        return new() { Session = session.ToProto() };
    }

    [AllowAnonymousCaller]
    public override async Task<RefreshSessionResponse> RefreshSession(RefreshSessionRequest request, ServerCallContext context)
    {
        var issued = await sessions.RefreshAsync(request.RefreshToken, context.CancellationToken);
        return new() { Session = issued.Session.ToProto(), Credentials = issued.ToCredentials() };
    }

    public override async Task<RevokeSessionResponse> RevokeSession(RevokeSessionRequest request, ServerCallContext context)
    {
        await sessions.RevokeAsync(context.GetUser().SessionId, context.CancellationToken);
        return new();
    }
}
