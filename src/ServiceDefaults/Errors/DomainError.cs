using System.Collections.ObjectModel;

namespace GroupChat.ServiceDefaults.Errors;

/// <summary>
/// The one exception by which a service refuses: it reaches the client as a <c>google.rpc.Status</c> with ErrorInfo,
/// and BadRequest, RetryInfo and QuotaFailure where they apply. Services make it in named factories (<c>ChatErrors.RoomClosed(id)</c>).
/// </summary>
/// <param name="code">The kind of failure.</param>
/// <param name="reason">UPPER_SNAKE_CASE, at most 63 characters, stable: clients switch on it.</param>
/// <param name="message">One sentence for a developer. Never user text or a secret.</param>
/// <param name="metadata">Every dynamic value of the message again, for programs.</param>
public sealed class DomainError(
    ErrorCode code, string reason, string message, IReadOnlyDictionary<string, string>? metadata = null) : Exception(message)
{
    /// <summary>ErrorInfo.domain of every error: reasons are unique within it.</summary>
    public const string Domain = "groupchat";

    /// <summary>The kind of failure.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>What clients switch on.</summary>
    public string Reason { get; } = reason;

    /// <summary>The message's dynamic values.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata ?? ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The fields at fault, when the request is.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];

    /// <summary>When it is worth to try again, if that is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whose quota is used up, as <c>user:ID</c> or <c>room:ID</c>; null for other errors.</summary>
    public string? QuotaSubject { get; init; }
}
