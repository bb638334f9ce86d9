using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Status = Google.Rpc.Status;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>A failed call as <c>google.rpc.Status</c>, with what HTTP has words of its own for.</summary>
internal sealed class ErrorStatus
{
    private readonly ErrorInfo? _info;
    private readonly RetryInfo? _retry;

    private ErrorStatus(Status status)
    {
        _info = Detail<ErrorInfo>(status);
        _retry = Detail<RetryInfo>(status);
        HttpStatus = Answers.HttpStatus.Of((Grpc.Core.StatusCode)status.Code, _info?.Reason);
        Json = JsonText.Of(Readable(status));
    }

    public int HttpStatus { get; }

    /// <summary>On one line.</summary>
    public string Json { get; }

    public static ErrorStatus Of(GrpcEnd end) => new(Parse(end) ?? new Status { Code = (int)end.Code, Message = end.Message });

    /// <summary>Retry-After, Allow and WWW-Authenticate, where they belong.</summary>
    public void AddHeaders(IHeaderDictionary headers)
    {
        if (_retry?.RetryDelay is { } delay)
            headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(delay.ToTimeSpan().TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (HttpStatus == StatusCodes.Status405MethodNotAllowed && _info?.Metadata.TryGetValue("allow", out var allowed) == true)
            headers.Allow = allowed;
        if (HttpStatus == StatusCodes.Status401Unauthorized)
            headers.WWWAuthenticate = "Bearer";
    }

    private static Status? Parse(GrpcEnd end)
    {
        try
        {
            return end.Details is { } bytes && Status.Parser.ParseFrom(bytes) is var status && status.Code == (int)end.Code ? status : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null; // a peer's broken details are as good as none
        }
    }

    private static T? Detail<T>(Status status)
        where T : class, IMessage<T>, new() =>
        status.Details.Select(detail => detail.TryUnpack<T>(out var found) ? found : null).FirstOrDefault(found => found is not null);

    // JSON has no form for a message that nobody here knows, or that is damaged.
    private static Status Readable(Status status)
    {
        var readable = new Status { Code = status.Code, Message = status.Message };
        readable.Details.AddRange(status.Details.Where(IsReadable));
        return readable;
    }

    private static bool IsReadable(Any detail)
    {
        try
        {
            return detail.Unpack(JsonTypes.Registry) is not null;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
