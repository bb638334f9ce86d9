namespace GroupChat.Gateway.Sessions;

/// <summary>A session together with the secrets just issued for it.</summary>
internal sealed record IssuedSession(SessionRecord Session, string AccessToken, DateTimeOffset AccessTokenExpires, string RefreshToken);
