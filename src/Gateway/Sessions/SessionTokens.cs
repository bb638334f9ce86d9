using System.Globalization;
using System.Security.Cryptography;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.DataProtection;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// Makes and reads the opaque tokens of a session: encrypted and signed by ASP.NET Core Data Protection, one purpose for
/// each kind, so that a refresh token is no access token.
/// </summary>
internal sealed class SessionTokens(IDataProtectionProvider provider, TimeProvider time)
{
    private readonly IDataProtector _access = provider.CreateProtector("GroupChat.AccessToken.v1");
    private readonly IDataProtector _refresh = provider.CreateProtector("GroupChat.RefreshToken.v1");

    public string IssueAccess(string sessionId, DateTimeOffset expires) => Issue(_access, sessionId, 0, expires);

    public string IssueRefresh(SessionRecord session) => Issue(_refresh, session.SessionId, session.RefreshSerial, session.ExpireTime);

    /// <summary>The session of an access token and when the token ends; TOKEN_INVALID or TOKEN_EXPIRED otherwise.</summary>
    public (string SessionId, DateTimeOffset Expires) ReadAccess(string token)
    {
        var (sessionId, _, expires) = Read(_access, token);
        return (sessionId, expires);
    }

    /// <summary>The session and serial of a refresh token; TOKEN_INVALID or TOKEN_EXPIRED otherwise.</summary>
    public (string SessionId, long Serial) ReadRefresh(string token)
    {
        var (sessionId, serial, _) = Read(_refresh, token);
        return (sessionId, serial);
    }

    private static string Issue(IDataProtector protector, string sessionId, long serial, DateTimeOffset expires) =>
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{sessionId}|{serial}|{expires.ToUnixTimeSeconds()}"));

    private (string SessionId, long Serial, DateTimeOffset Expires) Read(IDataProtector protector, string token)
    {
        string[] fields;
        try
        {
            fields = protector.Unprotect(token).Split('|');
        }
        catch (CryptographicException)
        {
            throw IdentityErrors.TokenInvalid();
        }
        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[2], CultureInfo.InvariantCulture));
        return expires > time.GetUtcNow()
            ? (fields[0], long.Parse(fields[1], CultureInfo.InvariantCulture), expires)
            : throw IdentityErrors.TokenExpired();
    }
}
