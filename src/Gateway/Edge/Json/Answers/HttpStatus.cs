using System.Collections.Frozen;
using Grpc.Core;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>gRPC's codes as HTTP's, by the comments of google/rpc/code.proto; refusals about HTTP itself have their own.</summary>
internal static class HttpStatus
{
    private const int ClientClosedRequest = 499;

    private static readonly FrozenDictionary<string, int> ByReason = new Dictionary<string, int>
    {
        ["METHOD_NOT_ALLOWED"] = StatusCodes.Status405MethodNotAllowed,
        ["NOT_ACCEPTABLE"] = StatusCodes.Status406NotAcceptable,
        ["BODY_TOO_LARGE"] = StatusCodes.Status413PayloadTooLarge,
        ["MESSAGE_TOO_LARGE"] = StatusCodes.Status413PayloadTooLarge,
        ["DOCUMENT_TOO_LARGE"] = StatusCodes.Status413PayloadTooLarge,
        ["UNSUPPORTED_CONTENT_TYPE"] = StatusCodes.Status415UnsupportedMediaType,
        ["BODY_TOO_SLOW"] = StatusCodes.Status408RequestTimeout,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static int Of(StatusCode code, string? reason) =>
        reason is not null && ByReason.TryGetValue(reason, out var status) ? status : Of(code);

    private static int Of(StatusCode code) => code switch
    {
        StatusCode.OK => StatusCodes.Status200OK,
        StatusCode.Cancelled => ClientClosedRequest,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };
}
