using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Authorization;

/// <summary>What became of a call, as far as it matters who made it.</summary>
internal sealed record Outcome(StatusCode Code, string Reason)
{
    private static readonly HashSet<string> OfTheGate =
    [
        "TOKEN_MISSING", "TOKEN_INVALID", "TOKEN_EXPIRED", "SESSION_REVOKED", "API_KEY_REVOKED", "SESSION_REQUIRED", "SERVICE_IDENTITY_REQUIRED",
        "USER_IDENTITY_REQUIRED", "SCOPE_REQUIRED", "ADMIN_REQUIRED",
    ];

    // Forbidden to everybody alike.
    private const string OfTheAddress = "URL_NOT_ALLOWED";

    /// <summary>Refused before the method's own rules.</summary>
    public bool IsRefusedAtTheGate => OfTheGate.Contains(Reason);

    /// <summary>Refused because of who calls, the gate included; what a private room does not show counts as well.</summary>
    public bool IsDenied =>
        IsRefusedAtTheGate || Reason is "ROOM_NOT_FOUND" or "AGENT_NOT_FOUND" || (Code == StatusCode.PermissionDenied && Reason != OfTheAddress);

    public static Outcome Of(RpcException error) => new(error.StatusCode, error.ToDomainError().Reason);
}
