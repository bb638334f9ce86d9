using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using GroupChat.ServiceDefaults.Errors;
using Status = Google.Rpc.Status;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// <see cref="DomainError"/> to <c>google.rpc.Status</c> and back: what travels in <c>grpc-status-details-bin</c>, and in
/// error frames of streams that go on.
/// </summary>
public static class StatusMapping
{
    // Peers refuse header blocks above 8 to 16 KiB, so an answer may grow neither with the number of mistakes nor
    // with what the caller sent.
    private const int MaxViolations = 16;
    private const int MaxMessageLength = 1024;
    private const int MaxValueLength = 256;

    /// <summary>ErrorInfo, then BadRequest, RetryInfo, QuotaFailure and RequestInfo where they apply.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="requestId">Names the call in the server's log and traces, if known.</param>
    /// <param name="code">Of an answer that has one already: clients believe the details more than the status, so they must not contradict it.</param>
    public static Status ToStatus(this DomainError error, string? requestId = null, global::Grpc.Core.StatusCode? code = null)
    {
        var status = new Status { Code = (int)(code ?? error.Code.ToStatusCode()), Message = Shorten(error.Message, MaxMessageLength) };
        var info = new ErrorInfo { Domain = DomainError.Domain, Reason = error.Reason };
        foreach (var (key, value) in error.Metadata)
            info.Metadata[key] = Shorten(value, MaxValueLength);
        status.Details.Add(Any.Pack(info));
        if (error.Violations.Count > 0)
            status.Details.Add(Any.Pack(ToBadRequest(error.Violations)));
        if (error.RetryAfter is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        if (error.QuotaSubject is { } subject)
            status.Details.Add(Any.Pack(ToQuotaFailure(subject, error.Message)));
        if (requestId is not null)
            status.Details.Add(Any.Pack(new RequestInfo { RequestId = requestId }));
        return status;
    }

    /// <summary>The error a neighbour answered with; without an ErrorInfo the reason is the code's own name.</summary>
    public static DomainError ToDomainError(this Status status)
    {
        var code = ErrorCodes.FromStatusCode((global::Grpc.Core.StatusCode)status.Code);
        var info = status.Detail<ErrorInfo>();
        return new(code, info?.Reason ?? ErrorCodes.ReasonOf(code), status.Message, info?.Metadata.ToDictionary())
        {
            Violations = [.. status.Detail<BadRequest>()?.FieldViolations.Select(v => new FieldViolation(v.Field, v.Description)) ?? []],
            RetryAfter = status.Detail<RetryInfo>()?.RetryDelay?.ToTimeSpan(),
            QuotaSubject = status.Detail<QuotaFailure>()?.Violations.Select(static violation => violation.Subject).FirstOrDefault(),
        };
    }

    internal static T? Detail<T>(this Status status) where T : class, Google.Protobuf.IMessage<T>, new()
    {
        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack<T>(out var found))
                return found;
        }
        return null;
    }

    private static QuotaFailure ToQuotaFailure(string subject, string description) => new()
    {
        Violations =
        {
            new QuotaFailure.Types.Violation { Subject = Shorten(subject, MaxValueLength), Description = Shorten(description, MaxMessageLength) },
        },
    };

    private static BadRequest ToBadRequest(IReadOnlyList<FieldViolation> violations)
    {
        var bad = new BadRequest();
        foreach (var violation in violations.Take(MaxViolations))
            bad.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Description });
        return bad;
    }

    // Not in the middle of a surrogate pair: half of one is no text.
    private static string Shorten(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "...";
}
