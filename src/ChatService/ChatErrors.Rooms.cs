using System.Globalization;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat;

/// <summary>Refusals of rooms, roles and joining.</summary>
internal static partial class ChatErrors
{
    public static DomainError RoomArchived(string roomId) => new(
        ErrorCode.FailedPrecondition, "ROOM_ARCHIVED", "The room is archived: nothing can be said or changed in it.",
        With("room_id", roomId));

    public static DomainError DirectRoom(string roomId) => new(
        ErrorCode.FailedPrecondition, "DIRECT_ROOM", "A room between two people stays between them.", With("room_id", roomId));

    public static DomainError RoleRequired(MemberRole least) => new(
        ErrorCode.PermissionDenied, "ROLE_REQUIRED", "The caller's role in this room does not allow it.",
        With("required_role", Name(least)));

    public static DomainError Outranked(Member target) => new(
        ErrorCode.PermissionDenied, "OUTRANKED", "Nobody acts on a member of equal or higher rank.",
        new Dictionary<string, string> { ["user_id"] = target.Participant.Id.Value, ["role"] = Name(target.Role) });

    public static DomainError LastOwner(string roomId) => new(
        ErrorCode.FailedPrecondition, "LAST_OWNER", "The last owner stays as long as others are there: make another member owner first.",
        With("room_id", roomId));

    public static DomainError Muted(DateTimeOffset until) => new(
        ErrorCode.PermissionDenied, "MUTED", "The member may not speak in this room until then.", With("muted_until", Text(until)));

    public static DomainError SlowMode(TimeSpan interval, TimeSpan left) => new(
        ErrorCode.ResourceExhausted, "SLOW_MODE", "The room is in slow mode: the next message has to wait.",
        With("interval_seconds", interval.TotalSeconds.ToString(CultureInfo.InvariantCulture)))
    {
        RetryAfter = left,
    };

    public static DomainError Banned(Ban ban) => new(
        ErrorCode.PermissionDenied, "BANNED", "This person may not join the room.",
        new Dictionary<string, string>
        {
            ["user_id"] = ban.Participant.Id.Value,
            ["expire_time"] = ban.ExpireTime is { } end ? Text(end) : "",
        });

    public static DomainError InvitationNotFound(string userId) => new(
        ErrorCode.NotFound, "INVITATION_NOT_FOUND", "There is no such invitation.", With("user_id", userId));

    public static DomainError TooManyInvitations(int max) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_INVITATIONS", $"A room has at most {max} open invitations.", With("max", max));

    public static DomainError JoinLinkInvalid() =>
        new(ErrorCode.NotFound, "JOIN_LINK_INVALID", "The link is not, or no longer, one of this room.");

    public static DomainError JoinLinkExpired(DateTimeOffset at) => new(
        ErrorCode.FailedPrecondition, "JOIN_LINK_EXPIRED", "The link has expired.", With("expire_time", Text(at)));

    public static DomainError JoinLinkUsedUp(int maxUses) => new(
        ErrorCode.FailedPrecondition, "JOIN_LINK_USED_UP", "The link was used as often as it may be.", With("max_uses", maxUses));

    public static DomainError TooManyJoinLinks(int max) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_JOIN_LINKS", $"A room has at most {max} join links.", With("max", max));

    public static DomainError TooManyAgents(int max) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_AGENTS", $"A room has at most {max} agents.", With("max", max));

    private static Dictionary<string, string> With(string name, string value) => new() { [name] = value };

    private static Dictionary<string, string> With(string name, int value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // As the contract's enum says it.
    private static string Name(MemberRole role) => "MEMBER_ROLE_" + role.ToString().ToUpperInvariant();
}
