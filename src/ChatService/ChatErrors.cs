using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat;

/// <summary>Every way in which this service refuses, with the reasons that the contract names.</summary>
internal static partial class ChatErrors
{
    private const int MaxEcho = 128;

    public static DomainError RoomNotFound(string roomId) =>
        new(ErrorCode.NotFound, "ROOM_NOT_FOUND", "There is no such room.", new Dictionary<string, string> { ["room_id"] = Echo(roomId) });

    public static DomainError MessageNotFound(string messageId) => new(
        ErrorCode.NotFound, "MESSAGE_NOT_FOUND", "The room has no such message.", new Dictionary<string, string> { ["message_id"] = Echo(messageId) });

    public static DomainError MemberNotFound(string userId) => new(
        ErrorCode.NotFound, "MEMBER_NOT_FOUND", "The room has no such member.", new Dictionary<string, string> { ["user_id"] = Echo(userId) });

    public static DomainError NotAMember(string roomId) => new(
        ErrorCode.PermissionDenied, "NOT_A_MEMBER", "Only members may do this: join the room first.",
        new Dictionary<string, string> { ["room_id"] = roomId });

    public static DomainError RoomIdTaken(string roomId) => new(
        ErrorCode.AlreadyExists, "ROOM_ID_TAKEN", "A room with this id exists.", new Dictionary<string, string> { ["room_id"] = roomId });

    public static DomainError RequestIdReused(string roomId) => new(
        ErrorCode.AlreadyExists, "REQUEST_ID_REUSED", "This request_id created another room before.",
        new Dictionary<string, string> { ["room_id"] = roomId });

    public static DomainError ClientMessageIdReused(string messageId, long sequence) => new(
        ErrorCode.AlreadyExists, "CLIENT_MESSAGE_ID_REUSED", "This client_message_id was used for a message with other content.",
        new Dictionary<string, string>
        {
            ["message_id"] = messageId,
            ["sequence"] = sequence.ToString(CultureInfo.InvariantCulture),
        });

    public static DomainError MessageEmpty() => new(ErrorCode.InvalidArgument, "MESSAGE_EMPTY", "A message needs text.")
    {
        Violations = [new("parts[0].text.text", "required, not only white space")],
    };

    public static DomainError MessageTooLarge(int maxBytes) => new(
        ErrorCode.InvalidArgument, "MESSAGE_TOO_LARGE", $"The text has more than {maxBytes} bytes of UTF-8.",
        new Dictionary<string, string> { ["max_bytes"] = maxBytes.ToString(CultureInfo.InvariantCulture) })
    {
        Violations = [new("parts[0].text.text", $"at most {maxBytes} bytes of UTF-8")],
    };

    public static DomainError InvalidCursor() => new(
        ErrorCode.InvalidArgument, "INVALID_CURSOR", "The cursor is not one of this room; read the history and start from its cursor.");

    public static DomainError InvalidSequence(long headSequence) => new(
        ErrorCode.InvalidArgument, "INVALID_SEQUENCE", "The room has no event with this sequence yet.",
        new Dictionary<string, string> { ["head_sequence"] = headSequence.ToString(CultureInfo.InvariantCulture) });

    public static DomainError InvalidPageToken() =>
        new(ErrorCode.InvalidArgument, "INVALID_PAGE_TOKEN", "The page token is not one of this list.");

    public static DomainError NotAnAnswer(string messageId) => new(
        ErrorCode.FailedPrecondition, "NOT_AN_ANSWER", "The message is no agent's answer.",
        new Dictionary<string, string> { ["message_id"] = messageId });

    public static DomainError FirstFrameLate(TimeSpan patience) => new(
        ErrorCode.DeadlineExceeded, "FIRST_FRAME_LATE", $"The first frame of a stream has to come within {patience.TotalSeconds} seconds.",
        new Dictionary<string, string> { ["seconds"] = patience.TotalSeconds.ToString(CultureInfo.InvariantCulture) });

    public static DomainError FirstFrameNotOpen() =>
        new(ErrorCode.InvalidArgument, "FIRST_FRAME_NOT_OPEN", "The first frame of a stream has to be open.");

    public static DomainError AlreadyOpen() => new(ErrorCode.FailedPrecondition, "ALREADY_OPEN", "The stream is open already.");

    public static DomainError FrameEmpty() => new(ErrorCode.InvalidArgument, "FRAME_EMPTY", "The frame says nothing that this server knows.");

    public static DomainError NotSubscribed(string roomId) => new(
        ErrorCode.FailedPrecondition, "NOT_SUBSCRIBED", "The stream is not subscribed to this room.",
        new Dictionary<string, string> { ["room_id"] = roomId });

    public static DomainError TooManySubscriptions(int max) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_SUBSCRIPTIONS", $"A stream watches at most {max} rooms.",
        new Dictionary<string, string> { ["max"] = max.ToString(CultureInfo.InvariantCulture) });

    public static DomainError Internal() => new(ErrorCode.Internal, "INTERNAL", "Something went wrong on the server.");

    public static DomainError Draining(TimeSpan retryAfter) =>
        new(ErrorCode.Unavailable, "SERVER_DRAINING", "The server is stopping; reconnect with your cursors.") { RetryAfter = retryAfter };

    public static DomainError LeaseLost() =>
        new(ErrorCode.Unavailable, "LEASE_LOST", "The worker was not heard of for too long; its runs were given to others.");

    /// <summary>What a caller named, said back to them; not at any length, since it travels in a header.</summary>
    private static string Echo(string named) => named.Length <= MaxEcho ? named : "";
}
