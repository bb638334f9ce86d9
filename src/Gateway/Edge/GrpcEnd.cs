using System.Globalization;
using Google.Protobuf;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace GroupChat.Gateway.Edge;

/// <summary>How a call ended: its status, and everything else that came after the last message.</summary>
/// <param name="Code">The status.</param>
/// <param name="Message">One sentence for a developer; empty when all went well.</param>
/// <param name="Trailers">Trailing metadata as on the wire, the status's own entries included.</param>
internal sealed record GrpcEnd(StatusCode Code, string Message, IHeaderDictionary Trailers)
{
    private const string DetailsKey = "grpc-status-details-bin";

    /// <summary>Bytes of the <c>google.rpc.Status</c>, when the call carries one.</summary>
    public byte[]? Details => Trailers[DetailsKey].ToString() is { Length: > 0 } text && TryDecode(text, out var bytes) ? bytes : null;

    /// <summary>A refusal of ours, in the form in which services refuse.</summary>
    public static GrpcEnd Of(DomainError error, string? requestId)
    {
        var status = error.ToStatus(requestId);
        IHeaderDictionary trailers = new HeaderDictionary { [DetailsKey] = Convert.ToBase64String(status.ToByteArray()) };
        trailers.GrpcStatus = status.Code.ToString(CultureInfo.InvariantCulture);
        trailers.GrpcMessage = Uri.EscapeDataString(status.Message);
        return new((StatusCode)status.Code, status.Message, trailers);
    }

    /// <summary>Reads the status out of trailers, or out of the headers of an answer that has no messages.</summary>
    /// <param name="trailers">Where it should be.</param>
    /// <param name="httpStatus">What to tell the status from when it is not: a call that reached no gRPC method at all.</param>
    /// <param name="requestId">Names the call in details that are missing: not everything that refuses gives some.</param>
    public static GrpcEnd Read(IHeaderDictionary trailers, int httpStatus, string requestId)
    {
        if (!int.TryParse(trailers.GrpcStatus, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code > (int)StatusCode.Unauthenticated)
            return Of(MissingStatus(httpStatus), requestId);
        var end = new GrpcEnd((StatusCode)code, Uri.UnescapeDataString(trailers.GrpcMessage.ToString()), trailers);
        if (end.Code != StatusCode.OK && !trailers.ContainsKey(DetailsKey))
            trailers[DetailsKey] = Convert.ToBase64String(MissingDetails(end, requestId).ToByteArray());
        return end;
    }

    private static Google.Rpc.Status MissingDetails(GrpcEnd end, string requestId) =>
        new RpcException(new(end.Code, end.Message)).ToDomainError().ToStatus(requestId, end.Code);

    // The table of gRPC's HTTP mapping, as far as it can occur.
    private static DomainError MissingStatus(int httpStatus) => httpStatus switch
    {
        StatusCodes.Status401Unauthorized => new(ErrorCode.Unauthenticated, "UNAUTHENTICATED", "the caller is not known"),
        StatusCodes.Status403Forbidden => new(ErrorCode.PermissionDenied, "PERMISSION_DENIED", "the caller may not do this"),
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => EdgeErrors.MethodUnknown(),
        StatusCodes.Status429TooManyRequests or StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable
            or StatusCodes.Status504GatewayTimeout => new(ErrorCode.Unavailable, "UNAVAILABLE", "a part of the server cannot be reached"),
        _ => new(ErrorCode.Internal, "INTERNAL", "internal error"),
    };

    // gRPC leaves the padding away or not, as the sender likes.
    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var isWhole = Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length);
        bytes = isWhole ? bytes[..length] : [];
        return isWhole;
    }
}
