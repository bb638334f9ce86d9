using System.Globalization;
using Grpc.Core;

namespace GroupChat.Integration.Tests.Fuzz;

/// <summary>What may be answered to a client that is at fault: anything but the blame of the server.</summary>
internal static class Verdict
{
    private static readonly StatusCode[] OwnFaults = [StatusCode.Internal, StatusCode.Unknown, StatusCode.DataLoss, StatusCode.Unavailable];

    // 501 is a method that is not there, 504 a deadline that the client set itself, and 505 a version of HTTP that nobody speaks.
    public static void OfHttp(int status, string what) =>
        Assert.True(status is < 500 or 501 or 504 or 505, $"HTTP {status.ToString(CultureInfo.InvariantCulture)}: {what}");

    public static void OfGrpc(string? status, string what)
    {
        if (int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            Assert.False(OwnFaults.Contains((StatusCode)code), $"{(StatusCode)code}: {what}");
    }
}
