using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>
/// Percent-encoding, read strictly: a <c>%</c> without two hexadecimal digits, and bytes that are no UTF-8, are no text. The
/// framework's own decoders let both pass, so that a service would be asked about something that nobody wrote.
/// </summary>
internal static class PercentCoding
{
    /// <summary>The text, or null when it is not encoded as it should be.</summary>
    /// <param name="raw">As it came, ASCII.</param>
    /// <param name="keepSlashes">Leaves <c>%2F</c> as it stands.</param>
    /// <param name="plusIsSpace">As in a query.</param>
    public static string? Decode(string raw, bool keepSlashes, bool plusIsSpace = false)
    {
        if (!raw.AsSpan().ContainsAny('%', '+'))
            return Ascii.IsValid(raw) ? raw : null;
        var bytes = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            var length = Decode(raw, bytes, keepSlashes, plusIsSpace);
            return length >= 0 && Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static int Decode(ReadOnlySpan<char> raw, Span<byte> bytes, bool keepSlashes, bool plusIsSpace)
    {
        var length = 0;
        for (var at = 0; at < raw.Length; at++)
        {
            if (!char.IsAscii(raw[at]))
                return -1;
            bytes[length] = plusIsSpace && raw[at] == '+' ? (byte)' ' : (byte)raw[at];
            if (raw[at] == '%' && !TryHex(raw[(at + 1)..], out bytes[length]))
                return -1;
            if (raw[at] == '%' && keepSlashes && bytes[length] == '/')
                bytes[length] = (byte)'%'; // its two digits follow as they are
            else if (raw[at] == '%')
                at += 2;
            length++;
        }
        return length;
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out byte value)
    {
        value = 0;
        return digits.Length >= 2 && byte.TryParse(digits[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
