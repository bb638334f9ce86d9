using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Keys;

/// <summary>Why a request about keys is refused.</summary>
internal static class ApiKeyErrors
{
    /// <summary>API_KEY_NOT_FOUND: no key of that id, or one of somebody else.</summary>
    public static DomainError NotFound() => new(ErrorCode.NotFound, "API_KEY_NOT_FOUND", "you have no key with this id");

    /// <summary>BOT_NOT_FOUND.</summary>
    public static DomainError BotNotFound() => new(ErrorCode.NotFound, "BOT_NOT_FOUND", "you have no bot with this user id");

    /// <summary>TOO_MANY_API_KEYS.</summary>
    public static DomainError TooMany(int most) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_API_KEYS", $"a user may have {most} keys at a time",
        new Dictionary<string, string> { ["max_keys"] = most.ToString(CultureInfo.InvariantCulture) });
}
