using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroupChat.Bench;

/// <summary>One measured figure: our value and that of the baseline from the same run. Ratio is ours / baseline.</summary>
internal sealed record Figure(string Bench, [property: JsonPropertyName("figure")] string Name, double Ours, double? Baseline, string? BaselineIs, string Unit, string Conditions)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    [JsonPropertyOrder(1)]
    public double? Ratio => Baseline is { } baseline ? Math.Round(Ours / baseline, 3) : null;

    public void Print() => Console.WriteLine(JsonSerializer.Serialize(
        this with { Ours = Math.Round(Ours, 3), Baseline = Baseline is { } value ? Math.Round(value, 3) : null }, Json));
}
