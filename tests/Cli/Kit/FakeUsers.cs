using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>Users, their sessions and their tokens.</summary>
internal sealed class FakeUsers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FakeSession> _byAccessToken = [];
    private readonly Dictionary<string, FakeSession> _byRefreshToken = [];
    private int _made;

    /// <summary>How long an access token is said to work.</summary>
    public TimeSpan AccessLife { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The clock tokens are dated by.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public int Created { get; private set; }

    public int Refreshed { get; private set; }

    public static Participant Agent(string handle) =>
        new() { UserId = $"agent:{handle}", DisplayName = handle, Kind = ParticipantKind.Agent };

    public Participant Person(string name) => new() { UserId = $"user-{Next()}", DisplayName = name, Kind = ParticipantKind.Human };

    public (Session Session, Credentials Credentials) Create(string name, string deviceLabel = "")
    {
        lock (_gate)
        {
            Created++;
            return Issue(new FakeSession(Person(name), $"session-{Next()}") { DeviceLabel = deviceLabel });
        }
    }

    public List<FakeSession> Live()
    {
        lock (_gate)
            return [.. _byRefreshToken.Values.Distinct().Where(session => !session.Revoked)];
    }

    public (Session Session, Credentials Credentials) Refresh(string refreshToken)
    {
        lock (_gate)
        {
            if (!_byRefreshToken.Remove(refreshToken, out var session) || session.Revoked)
                throw Revoked();
            Refreshed++;
            return Issue(session);
        }
    }

    public FakeSession Session(ServerCallContext context)
    {
        var token = context.RequestHeaders.GetValue("authorization")?["Bearer ".Length..]
            ?? throw FakeErrors.Of(StatusCode.Unauthenticated, "TOKEN_MISSING", "no token");
        lock (_gate)
        {
            var session = _byAccessToken.GetValueOrDefault(token)
                ?? throw FakeErrors.Of(StatusCode.Unauthenticated, "TOKEN_INVALID", "unknown token");
            if (session.Revoked)
                throw Revoked();
            return session.Expired.Contains(token)
                ? throw FakeErrors.Of(StatusCode.Unauthenticated, "TOKEN_EXPIRED", "the token has expired")
                : session;
        }
    }

    public Participant Authenticate(ServerCallContext context) => Session(context).User;

    /// <summary>Every access token issued so far stops working, whatever its owner thinks.</summary>
    public void ExpireAll()
    {
        lock (_gate)
        {
            foreach (var (token, session) in _byAccessToken)
                session.Expired.Add(token);
        }
    }

    public void RevokeAll()
    {
        lock (_gate)
        {
            foreach (var session in _byAccessToken.Values)
                session.Revoked = true;
        }
    }

    private (Session Session, Credentials Credentials) Issue(FakeSession session)
    {
        var now = Time.GetUtcNow();
        var credentials = new Credentials
        {
            AccessToken = $"access-{Next()}",
            AccessTokenExpireTime = Timestamp.FromDateTimeOffset(now + AccessLife),
            RefreshToken = $"refresh-{Next()}",
        };
        _byAccessToken[credentials.AccessToken] = session;
        _byRefreshToken[credentials.RefreshToken] = session;
        return (session.ToSession(now), credentials);
    }

    private static RpcException Revoked() => FakeErrors.Of(StatusCode.Unauthenticated, "SESSION_REVOKED", "the session was revoked");

    private int Next() => Interlocked.Increment(ref _made);
}
