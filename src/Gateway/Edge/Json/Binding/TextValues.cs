using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>
/// Values of fields written as text: in paths, in queries, in the strings and numbers of JSON. What they are read to is what the
/// generated accessors take.
/// </summary>
internal static class TextValues
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <returns>Null when it cannot be read; <paramref name="expected"/> then says what is allowed.</returns>
    public static object? Read(FieldDescriptor field, string text, out string expected)
    {
        expected = "";
        return field.FieldType switch
        {
            FieldType.String => text,
            FieldType.Bool => text switch { "true" => true, "false" => false, _ => Not("must be true or false", out expected) },
            FieldType.Enum => Enumeration(field.EnumType, text, out expected),
            FieldType.Bytes => Bytes(text) ?? Not("must be bytes in base64", out expected),
            FieldType.Double => Double(text) ?? Not("must be a number", out expected),
            FieldType.Float => Float(text) ?? Not("must be a number", out expected),
            FieldType.Message when WellKnown.IsWrapper(field.MessageType) =>
                Read(WellKnown.Wrapped(field.MessageType), text, out expected),
            FieldType.Message when WellKnown.IsText(field.MessageType) => WellKnownText.Read(field.MessageType, text, out expected),
            FieldType.Message or FieldType.Group => Not("cannot be given as a single value", out expected),
            _ => Integers.Read(field.FieldType, text, out expected),
        };
    }

    private static object? Enumeration(EnumDescriptor type, string text, out string expected)
    {
        expected = "";
        if (type.FindValueByName(text) is { } named)
            return named.Number;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        return Not($"must be a value of {type.FullName}, by name or number", out expected);
    }

    private static ByteString? Bytes(string text)
    {
        var standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        if (text.Length - standard.Length > 2 || text.AsSpan().ContainsAny(" \t\r\n"))
            return null;
        var buffer = new byte[(standard.Length * 3 / 4) + 3];
        var padded = standard.PadRight((standard.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, buffer, out var length) ? ByteString.CopyFrom(buffer, 0, length) : null;
    }

    private static object? Double(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null,
    };

    private static object? Float(string text) => Double(text) switch
    {
        double value when !double.IsFinite(value) || Math.Abs(value) <= float.MaxValue => (float)value,
        _ => null,
    };

    private static object? Not(string what, out string expected)
    {
        expected = what;
        return null;
    }
}
