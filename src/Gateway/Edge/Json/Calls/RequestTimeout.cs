using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Edge.Json.Calls;

/// <summary>A call's deadline from plain HTTP: <c>X-Request-Timeout: 2.5</c> in seconds, or <c>Grpc-Timeout</c> as gRPC has it.</summary>
internal static class RequestTimeout
{
    public const string Header = "x-request-timeout";
    private const string GrpcHeader = "grpc-timeout";
    private const int MaxDigits = 8;
    private const decimal MaxSeconds = 86_400;

    /// <exception cref="DomainError">INVALID_ARGUMENT: gRPC would pass over a time it cannot read, and wait for ever.</exception>
    public static void Apply(IHeaderDictionary metadata)
    {
        if (metadata.TryGetValue(GrpcHeader, out var given) && !IsGrpcTimeout(given.ToString()))
            throw Violations.One(GrpcHeader, "must be 1 to 8 digits and one of H, M, S, m, u, n");
        if (!metadata.Remove(Header, out var seconds))
            return;
        if (!decimal.TryParse(seconds.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value is < 0.001m or > MaxSeconds)
            throw Violations.One(Header, "must be seconds from 0.001 to 86400");
        if (given.Count == 0)
            metadata[GrpcHeader] = $"{((long)(value * 1000)).ToString(CultureInfo.InvariantCulture)}m";
    }

    private static bool IsGrpcTimeout(string text) =>
        text.Length is >= 2 and <= MaxDigits + 1 && "HMSmun".Contains(text[^1]) && text[..^1].All(char.IsAsciiDigit);
}
