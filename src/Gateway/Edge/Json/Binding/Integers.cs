using System.Globalization;
using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>Whole numbers as proto3 JSON writes them: as numbers or as strings, <c>1.0</c> and <c>1e3</c> included.</summary>
internal static class Integers
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // Longer ones are no number that fits, and take time to find that out.
    private const int MaxLength = 64;

    public static object? Read(FieldType type, string text, out string expected)
    {
        var (least, most) = Bounds(type);
        expected = string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}");
        if (text.Length > MaxLength || !decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var value)
            || value < least || value > most || !decimal.IsInteger(value))
            return null;
        return type switch
        {
            FieldType.UInt32 or FieldType.Fixed32 => (uint)value,
            FieldType.UInt64 or FieldType.Fixed64 => (ulong)value,
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => (long)value,
            _ => (int)value,
        };
    }

    private static (decimal Least, decimal Most) Bounds(FieldType type) => type switch
    {
        FieldType.UInt32 or FieldType.Fixed32 => (0, uint.MaxValue),
        FieldType.UInt64 or FieldType.Fixed64 => (0, ulong.MaxValue),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => (long.MinValue, long.MaxValue),
        _ => (int.MinValue, int.MaxValue),
    };
}
