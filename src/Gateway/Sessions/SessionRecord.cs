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
    bool Revoked);
