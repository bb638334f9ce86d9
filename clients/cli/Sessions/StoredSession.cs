namespace GroupChat.Cli.Sessions;

/// <summary>A session as it is kept on disk.</summary>
/// <param name="Server">Address of the server it belongs to.</param>
/// <param name="SessionId">Its id.</param>
/// <param name="UserId">The user it acts for.</param>
/// <param name="DisplayName">Name that others see.</param>
/// <param name="AccessToken">Secret sent with every call.</param>
/// <param name="AccessTokenExpires">When the access token stops working, by the server's clock.</param>
/// <param name="RefreshToken">Secret that buys new credentials once.</param>
/// <param name="Expires">When the session ends unless it is refreshed.</param>
internal sealed record StoredSession(
    string Server,
    string SessionId,
    string UserId,
    string DisplayName,
    string AccessToken,
    DateTimeOffset AccessTokenExpires,
    string RefreshToken,
    DateTimeOffset Expires);
