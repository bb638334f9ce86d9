using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents;

/// <summary>Every refusal of this service by name, with the reason that clients switch on.</summary>
internal static class DocumentErrors
{
    public const string DocumentNotFoundReason = "DOCUMENT_NOT_FOUND";
    public const string QuoteNotFoundReason = "QUOTE_NOT_FOUND";
    public const string IndexUnavailableReason = "INDEX_UNAVAILABLE";
    public const string IndexingFailedReason = "INDEXING_FAILED";

    public static DomainError UnsupportedMediaType(string detected) =>
        new(ErrorCode.InvalidArgument, "UNSUPPORTED_MEDIA_TYPE",
            $"Content of type {detected} cannot be read; send plain text or Markdown.", With("media_type", detected));

    public static DomainError InvalidEncoding(string expected) =>
        new(ErrorCode.InvalidArgument, "INVALID_ENCODING", $"The bytes are not valid {expected}.", With("expected", expected));

    public static DomainError EmptyDocument() =>
        new(ErrorCode.InvalidArgument, "EMPTY_DOCUMENT", "There is no text in it.");

    public static DomainError DocumentTooLarge(long maxBytes) =>
        new(ErrorCode.ResourceExhausted, "DOCUMENT_TOO_LARGE", $"A document has at most {maxBytes} bytes.", With("max_bytes", maxBytes));

    public static DomainError InvalidFrame(string rule) => new(ErrorCode.InvalidArgument, "INVALID_FRAME", rule);

    public static DomainError UploadIncomplete(string what) =>
        new(ErrorCode.InvalidArgument, "UPLOAD_INCOMPLETE", $"The {what} received is not the {what} announced.", With("mismatch", what));

    public static DomainError UploadStalled() =>
        new(ErrorCode.InvalidArgument, "UPLOAD_INCOMPLETE", "The upload stopped without an end of the stream.");

    public static DomainError DocumentNotFound(string documentId) =>
        new(ErrorCode.NotFound, DocumentNotFoundReason, "There is no such document.", With("document_id", documentId));

    public static DomainError NotAMember(string roomId) =>
        new(ErrorCode.PermissionDenied, "NOT_A_MEMBER", "Only members of the room may do this.", With("room_id", roomId));

    public static DomainError NotYourDocument(string documentId) =>
        new(ErrorCode.PermissionDenied, "NOT_YOUR_DOCUMENT", "Only who brought a document in, or the owner of the room, may delete it.",
            With("document_id", documentId));

    public static DomainError RoomNotFound(string roomId) =>
        new(ErrorCode.NotFound, "ROOM_NOT_FOUND", "There is no such room.", With("room_id", roomId));

    public static DomainError RequestIdReused(string requestId) =>
        new(ErrorCode.AlreadyExists, "REQUEST_ID_REUSED", "This request_id was used for something else.", With("request_id", requestId));

    public static DomainError InvalidPageToken() =>
        new(ErrorCode.InvalidArgument, "INVALID_PAGE_TOKEN", "The page token is not one this list gave out.");

    public static DomainError IndexUnavailable(TimeSpan retryAfter) =>
        new(ErrorCode.Unavailable, IndexUnavailableReason, "The search index does not answer; what was stored is indexed when it does.")
        {
            RetryAfter = retryAfter,
        };

    public static Dictionary<string, string> With(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private static Dictionary<string, string> With(string key, long value) => With(key, value.ToString(CultureInfo.InvariantCulture));
}
