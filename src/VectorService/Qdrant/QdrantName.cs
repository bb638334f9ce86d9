using System.Globalization;
using System.Text;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// Any text as a name that Qdrant takes anywhere, in paths of payload keys too: letters, digits and underscores stay, every other
/// byte of its UTF-8 becomes a hyphen and two hexadecimal digits.
/// </summary>
internal static class QdrantName
{
    public static string Of(string text)
    {
        if (text.All(IsPlain))
            return text;
        var name = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (IsPlain((char)one))
                name.Append((char)one);
            else
                name.Append('-').Append(one.ToString("x2", CultureInfo.InvariantCulture));
        }

        return name.ToString();
    }

    /// <summary>What <see cref="Of"/> made the name from; null when it made no such name.</summary>
    public static string? Read(string name)
    {
        var bytes = new List<byte>(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var one = (byte)name[i];
            if (!IsPlain(name[i]))
            {
                if (name[i] != '-' || i + 2 >= name.Length || !TryByte(name.AsSpan(i + 1, 2), out one))
                    return null;
                i += 2;
            }

            bytes.Add(one);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static bool TryByte(ReadOnlySpan<char> digits, out byte one) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out one);

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}
