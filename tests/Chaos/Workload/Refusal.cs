using System.Globalization;
using Google.Rpc;
using GroupChat.Chaos.Tests.Checking;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>Reads what an error says about an operation: decided against it, or nothing at all.</summary>
internal static class Refusal
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>These say nothing about whether the operation was done, or will be.</summary>
    private static readonly StatusCode[] Undecided =
        [StatusCode.Unavailable, StatusCode.Cancelled, StatusCode.DeadlineExceeded, StatusCode.Unknown, StatusCode.Aborted];

    public static Outcome Read(RpcException error)
    {
        if (error.Trailers.GetValueBytes(DetailsTrailer) is { } details)
            return Read(Google.Rpc.Status.Parser.ParseFrom(details));
        // Without details no service has spoken: the connection broke. The client calls that INTERNAL at times.
        return error.StatusCode == StatusCode.Internal || Undecided.Contains(error.StatusCode)
            ? new Outcome.Unknown()
            : new Outcome.Refused($"{error.StatusCode}: {error.Status.Detail}", 0);
    }

    public static Outcome Read(Google.Rpc.Status status)
    {
        var info = status.Details.FirstOrDefault(detail => detail.Is(ErrorInfo.Descriptor))?.Unpack<ErrorInfo>();
        if (Undecided.Contains((StatusCode)status.Code))
            return new Outcome.Unknown();
        var original = info is not null && info.Metadata.TryGetValue("sequence", out var sequence) ? sequence : "0";
        return new Outcome.Refused(info?.Reason ?? $"{(StatusCode)status.Code}", long.Parse(original, CultureInfo.InvariantCulture));
    }
}
