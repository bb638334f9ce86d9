using System.Globalization;
using Google.Protobuf;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Vector.V1;

namespace GroupChat.Cli.Vectors;

/// <summary>
/// A line of an export: ExportPointsResponse as protobuf JSON. The first has the collection, the last how many points there are, by which
/// a file that was cut is known; every other one has one point and its tenant.
/// </summary>
internal static class PointLine
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static IEnumerable<string> Of(ExportPointsResponse frame)
    {
        if (frame.Collection is { } collection)
            yield return Json.Line(new ExportPointsResponse { Collection = collection });
        foreach (var point in frame.Points)
            yield return Json.Line(new ExportPointsResponse { TenantId = frame.TenantId, Points = { point } });
    }

    /// <summary>The last line.</summary>
    public static string End(long points) => string.Create(CultureInfo.InvariantCulture, $"{{\"exportedCount\":\"{points}\"}}");

    public static bool IsEnd(ExportPointsResponse line) => line is { Collection: null, Points.Count: 0 };

    /// <exception cref="UsageException">It is no such line.</exception>
    public static ExportPointsResponse Read(string line, long number)
    {
        try
        {
            var read = Parser.Parse<ExportPointsResponse>(line);
            if (read.Collection is not null || read is { TenantId.Length: > 0, Points.Count: > 0 } || line.StartsWith("{\"exportedCount\"", StringComparison.Ordinal))
                return read;
        }
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException)
        {
            throw new UsageException($"line {number} cannot be read: {wrong.Message}");
        }

        throw new UsageException($"line {number} has neither a collection nor a tenant with points");
    }
}
