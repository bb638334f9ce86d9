using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Sessions;

/// <summary>Why a request about sessions is refused.</summary>
internal static class SessionErrors
{
    /// <summary>SESSION_NOT_FOUND: no session of that id, or one of somebody else.</summary>
    public static DomainError NotFound() => new(ErrorCode.NotFound, "SESSION_NOT_FOUND", "you have no session with this id");
}
