using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Edge.Json;

/// <summary>What the JSON face refuses before a service is asked.</summary>
internal static class JsonErrors
{
    public static DomainError Malformed(string why) => new(ErrorCode.InvalidArgument, "INVALID_JSON", why);

    public static DomainError NotFound() => new(
        ErrorCode.NotFound, "ROUTE_NOT_FOUND", "there is nothing at this path; /openapi.json lists what there is");

    public static DomainError MethodNotAllowed(string allowed) => new(
        ErrorCode.Unimplemented, "METHOD_NOT_ALLOWED", $"this path takes {allowed}",
        new Dictionary<string, string> { ["allow"] = allowed });

    public static DomainError UnsupportedMediaType(string accepted) => new(
        ErrorCode.InvalidArgument, "UNSUPPORTED_CONTENT_TYPE", $"the body must be {accepted}, in UTF-8 and not compressed",
        new Dictionary<string, string> { ["accept"] = accepted });

    public static DomainError NotAcceptable(string offered) => new(
        ErrorCode.InvalidArgument, "NOT_ACCEPTABLE", $"the answer can be {offered}",
        new Dictionary<string, string> { ["offered"] = offered });

    public static DomainError BodyTooLarge(int limit) => new(
        ErrorCode.ResourceExhausted, "BODY_TOO_LARGE", $"a body may have at most {limit} bytes",
        new Dictionary<string, string> { ["max_bytes"] = $"{limit}" });

    public static DomainError BodyNotTaken() => new(ErrorCode.InvalidArgument, "BODY_NOT_TAKEN", "this call takes no body");

    public static DomainError BrokenForm() =>
        new(ErrorCode.InvalidArgument, "INVALID_FORM", "the form is not well-formed, or not all of it arrived");

    /// <summary>What the web server itself finds wrong with a body.</summary>
    public static DomainError OfServer(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new(ErrorCode.ResourceExhausted, "BODY_TOO_LARGE", "the body is too large"),
        StatusCodes.Status408RequestTimeout => new(ErrorCode.DeadlineExceeded, "BODY_TOO_SLOW", "the body came too slowly"),
        _ => new(ErrorCode.InvalidArgument, "INVALID_BODY", "the body is not framed as HTTP"),
    };

    public static DomainError UnreadableAnswer() => new(ErrorCode.Internal, "INTERNAL", "internal error");
}
