using GroupChat.Gateway.Keys;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Sessions;

/// <summary>Whatever comes as a bearer token: the access token of a session, or a key.</summary>
internal sealed class GatewayAuthenticator(SessionAuthenticator sessions, ApiKeyAuthenticator keys) : ICallerAuthenticator
{
    public ValueTask<Caller> AuthenticateAsync(string bearerToken, CancellationToken cancellationToken) =>
        ApiKeyAuthenticator.IsKey(bearerToken)
            ? keys.AuthenticateAsync(bearerToken, cancellationToken)
            : sessions.AuthenticateAsync(bearerToken, cancellationToken);
}
