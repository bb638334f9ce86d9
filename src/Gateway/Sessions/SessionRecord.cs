using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// A session as stored: who acts through it, and which refresh token is the valid one. The serial is the number of the
/// refresh token issued last; every refresh adds one.
/// </summary>
internal sealed record SessionRecord(
    string SessionId,
    string UserId,
    string DisplayName,
    DateTimeOffset CreateTime,
    DateTimeOffset ExpireTime,
    long RefreshSerial,
    DateTimeOffset RefreshTime,
    bool Revoked)
{
    /// <summary>What the client called its device.</summary>
    public string DeviceLabel { get; init; } = "";

    /// <summary>Written some time after the use itself, so that a call costs no write.</summary>
    public DateTimeOffset LastUseTime { get; init; }

    public SignIn Method { get; init; } = SignIn.Anonymous;

    public PlatformRole Role { get; init; } = PlatformRole.User;

    public bool IsLive(DateTimeOffset now) => !Revoked && ExpireTime > now;
}
