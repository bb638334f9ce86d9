using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Sessions;

/// <summary>Whom a session is for.</summary>
internal sealed record SessionUser(string UserId, string DisplayName, PlatformRole Role = PlatformRole.User);
