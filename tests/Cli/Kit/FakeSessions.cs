using GroupChat.Contracts.Session.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed class FakeSessions(FakeState state) : SessionService.SessionServiceBase
{
    public override Task<CreateSessionResponse> CreateSession(CreateSessionRequest request, ServerCallContext context)
    {
        state.OnCall(nameof(CreateSession));
        var (session, credentials) = state.Users.Create(request.DisplayName);
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

    public override Task<RevokeSessionResponse> RevokeSession(RevokeSessionRequest request, ServerCallContext context)
    {
        state.Users.Session(context).Revoked = true;
        return Task.FromResult(new RevokeSessionResponse());
    }
}
