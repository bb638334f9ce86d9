using System.Globalization;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// A point as Qdrant's payload. Entries lie under "p", once more under "n" where they are numbers, because there only numbers have
/// ranges; the hashes of the text's words lie under "w", to be counted.
/// </summary>
internal static class QdrantPayload
{
    public const string Tenant = "tenant";
    public const string Words = "w";

    private const string Id = "id";
    private const string Text = "text";
    private const string Version = "v";
    private const string Values = "p";
    private const string Numbers = "n";

    /// <summary>What is read back.</summary>
    public static Wire.WithPayloadSelector Shown { get; } = new() { Include = new() { Fields = { Tenant, Id, Text, Version, Values } } };

    /// <summary>Ids only.</summary>
    public static Wire.WithPayloadSelector Ids { get; } = new() { Include = new() { Fields = { Tenant, Id } } };

    /// <summary>Path of an entry.</summary>
    public static string ValueOf(string key) => $"{Values}.{QdrantName.Of(key)}";

    /// <summary>Path of an entry as a number.</summary>
    public static string NumberOf(string key) => $"{Numbers}.{QdrantName.Of(key)}";

    /// <summary>JSON has no infinity.</summary>
    public static double Finite(double number) => Math.Clamp(number, double.MinValue, double.MaxValue);

    public static void Write(IDictionary<string, Wire.Value> payload, QdrantTenant tenant, StoredPoint point, long version, IEnumerable<uint> words)
    {
        payload[Tenant] = new() { StringValue = tenant.Name };
        payload[Id] = new() { StringValue = point.Id };
        payload[Text] = new() { StringValue = point.Text };
        payload[Version] = new() { IntegerValue = version };
        payload[Values] = new() { StructValue = new() { Fields = { ValuesOf(point.Payload) } } };
        payload[Numbers] = new() { StructValue = new() { Fields = { NumbersOf(point.Payload) } } };
        payload[Words] = new() { ListValue = new() { Values = { words.Select(word => new Wire.Value { IntegerValue = word }) } } };
    }

    public static StoredPoint Read(IDictionary<string, Wire.Value> payload, float[] vector)
    {
        var values = payload.TryGetValue(Values, out var found) ? found.StructValue?.Fields : null;
        return new(IdOf(payload), StringOf(payload, Text), Decoded(values), vector, payload.TryGetValue(Version, out var version) ? version.IntegerValue : 0);
    }

    public static string IdOf(IDictionary<string, Wire.Value> payload) => StringOf(payload, Id);

    private static string StringOf(IDictionary<string, Wire.Value> payload, string key) => payload.TryGetValue(key, out var value) ? value.StringValue : "";

    private static Dictionary<string, string> Decoded(IDictionary<string, Wire.Value>? values) =>
        values?.Where(entry => QdrantName.Read(entry.Key) is not null).ToDictionary(entry => QdrantName.Read(entry.Key)!, entry => entry.Value.StringValue) ?? [];

    private static Dictionary<string, Wire.Value> ValuesOf(IReadOnlyDictionary<string, string> payload) =>
        payload.ToDictionary(entry => QdrantName.Of(entry.Key), entry => new Wire.Value { StringValue = entry.Value });

    private static Dictionary<string, Wire.Value> NumbersOf(IReadOnlyDictionary<string, string> payload)
    {
        var numbers = new Dictionary<string, Wire.Value>();
        foreach (var (key, text) in payload)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number))
                numbers[QdrantName.Of(key)] = new() { DoubleValue = Finite(number) };
        }

        return numbers;
    }
}
