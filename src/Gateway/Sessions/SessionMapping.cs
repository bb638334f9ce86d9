using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Session.V1;

namespace GroupChat.Gateway.Sessions;

internal static class SessionMapping
{
    public static Session ToProto(this SessionRecord session) => new()
    {
        SessionId = session.SessionId,
        UserId = session.UserId,
        DisplayName = session.DisplayName,
        SignInMethod = (SignInMethod)session.Method,
        CreateTime = session.CreateTime.ToTimestamp(),
        ExpireTime = session.ExpireTime.ToTimestamp(),
        DeviceLabel = session.DeviceLabel,
        LastUseTime = session.LastUseTime.ToTimestamp(),
        Role = (PlatformRole)session.Role,
    };

    public static Credentials ToCredentials(this IssuedSession issued) => new()
    {
        AccessToken = issued.AccessToken,
        AccessTokenExpireTime = issued.AccessTokenExpires.ToTimestamp(),
        RefreshToken = issued.RefreshToken,
    };
}
