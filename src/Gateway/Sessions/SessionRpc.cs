using GroupChat.Contracts.Session.V1;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Gateway.Sessions;

/// <summary>The face of SessionService.</summary>
[SessionOnly]
internal sealed class SessionRpc(SessionRegistry sessions) : SessionService.SessionServiceBase
{
    [AllowAnonymousCaller]
    public override async Task<CreateSessionResponse> CreateSession(CreateSessionRequest request, ServerCallContext context)
    {
        var issued = await sessions.CreateAsync(request.DisplayName, request.DeviceLabel, context.CancellationToken);
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

    public override async Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context)
    {
        var page = await sessions.ListAsync(context.GetUser().UserId, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Sessions = { page.Sessions.Select(SessionMapping.ToProto) }, NextPageToken = page.NextToken };
    }

    public override async Task<RevokeSessionResponse> RevokeSession(RevokeSessionRequest request, ServerCallContext context)
    {
        var user = context.GetUser();
        var session = request.SessionId.Length > 0 ? request.SessionId : user.SessionId;
        await sessions.RevokeAsync(session, user.UserId, context.CancellationToken);
        return new();
    }

    public override async Task<RevokeOtherSessionsResponse> RevokeOtherSessions(RevokeOtherSessionsRequest request, ServerCallContext context)
    {
        var user = context.GetUser();
        return new() { RevokedCount = await sessions.RevokeOthersAsync(user.UserId, user.SessionId, context.CancellationToken) };
    }
}
