using GroupChat.Chat.Metering;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat;

/// <summary>What answers refuse.</summary>
internal static partial class ChatErrors
{
    public static DomainError AnswerInProgress(string messageId) => new(
        ErrorCode.FailedPrecondition, "ANSWER_IN_PROGRESS", "The answer is still being written: stop it first.", With("message_id", messageId));

    public static DomainError AgentSilent(string agentId) => new(
        ErrorCode.FailedPrecondition, "AGENT_SILENT", "The agent does not speak in this room: it left, or is muted or quiet.",
        With("agent_id", agentId));

    public static DomainError TooManyVersions(int max) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_VERSIONS", $"An answer is made at most {max} times.", With("max", max));

    public static DomainError QuotaExceeded(QuotaSubject subject, DateTimeOffset retryTime, TimeSpan left) => new(
        ErrorCode.ResourceExhausted, "QUOTA_EXCEEDED", "The tokens of this day are used up.", With("retry_time", Text(retryTime)))
    {
        RetryAfter = left,
        QuotaSubject = subject.ToString(),
    };

    public static DomainError TooManyAnswers(QuotaSubject subject) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_ANSWERS", "As many answers are being written at a time as may be.")
    {
        QuotaSubject = subject.ToString(),
    };

    public static DomainError RestartIdReused(string messageId) => new(
        ErrorCode.AlreadyExists, "REQUEST_ID_REUSED", "This request_id had another answer made again before.", With("message_id", messageId));
}
