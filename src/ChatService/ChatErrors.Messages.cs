using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat;

/// <summary>What changes of messages refuse.</summary>
internal static partial class ChatErrors
{
    public static DomainError NotTheAuthor(string messageId) => new(
        ErrorCode.PermissionDenied, "NOT_THE_AUTHOR", "Only its author may change what a message says.",
        new Dictionary<string, string> { ["message_id"] = messageId });

    public static DomainError MessageIsDeleted(string messageId) => new(
        ErrorCode.FailedPrecondition, "MESSAGE_DELETED", "The message was deleted.",
        new Dictionary<string, string> { ["message_id"] = messageId });

    public static DomainError TooManyReactions(int max) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_REACTIONS", $"A message takes at most {max} kinds of reactions.",
        new Dictionary<string, string> { ["max"] = max.ToString(CultureInfo.InvariantCulture) });

    public static DomainError TooManyPins(int max) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_PINS", $"A room has at most {max} pinned messages.",
        new Dictionary<string, string> { ["max"] = max.ToString(CultureInfo.InvariantCulture) });

    public static DomainError FlagNotFound(string flagId) => new(
        ErrorCode.NotFound, "FLAG_NOT_FOUND", "The room has no such flag.", new Dictionary<string, string> { ["flag_id"] = Echo(flagId) });
}
