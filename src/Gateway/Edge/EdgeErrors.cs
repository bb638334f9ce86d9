using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Edge;

/// <summary>Why the edge itself refuses a request.</summary>
internal static class EdgeErrors
{
    /// <summary>INVALID_MESSAGE: what should be base64 is not.</summary>
    public static DomainError NotBase64() => new(ErrorCode.InvalidArgument, "INVALID_MESSAGE", "the body is not base64");

    /// <summary>METHOD_UNKNOWN: no service here has such a method.</summary>
    public static DomainError MethodUnknown() => new(ErrorCode.Unimplemented, "METHOD_UNKNOWN", "there is no such method");
}
