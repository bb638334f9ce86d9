using GroupChat.Contracts.Session.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed class FakeSessions(FakeState state) : SessionService.SessionServiceBase
{
    public override Task<CreateSessionResponse> CreateSession(CreateSessionRequest request, ServerCallContext context)
    {
        state.OnCall(nameof(CreateSession));
        var (session, credentials) = state.Users.Create(request.DisplayName, request.DeviceLabel);
        return Task.FromResult(new CreateSessionResponse { Session = session, Credentials = credentials });
    }

    public override Task<RefreshSessionResponse> RefreshSession(RefreshSessionRequest request, ServerCallContext context)
    {
        state.OnCall(nameof(RefreshSession));
        var (session, credentials) = state.Users.Refresh(request.RefreshToken);
        return Task.FromResult(new RefreshSessionResponse { Session = session, Credentials = credentials });
    }

    public override Task<GetSessionResponse> GetSession(GetSessionRequest request, ServerCallContext context) =>
        Task.FromResult(new GetSessionResponse { Session = state.Users.Session(context).ToSession(state.Users.Time.GetUtcNow()) });

    public override Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context)
    {
        state.Users.Session(context);
        return Task.FromResult(new ListSessionsResponse { Sessions = { Live() } });
    }

    public override Task<RevokeSessionResponse> RevokeSession(RevokeSessionRequest request, ServerCallContext context)
    {
        var own = state.Users.Session(context);
        var ended = request.SessionId.Length == 0 ? own : state.Users.Live().Single(session => IdOf(session) == request.SessionId);
        ended.Revoked = true;
        return Task.FromResult(new RevokeSessionResponse());
    }

    public override Task<RevokeOtherSessionsResponse> RevokeOtherSessions(RevokeOtherSessionsRequest request, ServerCallContext context)
    {
        var others = state.Users.Live().Where(session => session != state.Users.Session(context)).ToList();
        others.ForEach(session => session.Revoked = true);
        return Task.FromResult(new RevokeOtherSessionsResponse { RevokedCount = others.Count });
    }

    private IEnumerable<Session> Live() => state.Users.Live().Select(session => session.ToSession(state.Users.Time.GetUtcNow()));

    private string IdOf(FakeSession session) => session.ToSession(state.Users.Time.GetUtcNow()).SessionId;
}
