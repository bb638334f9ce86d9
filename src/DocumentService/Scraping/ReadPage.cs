using System.Text;
using GroupChat.Documents.Text;

namespace GroupChat.Documents.Scraping;

/// <summary>What stands on a page.</summary>
/// <param name="Title">Its title, or what serves as one.</param>
/// <param name="Url">Where it was in the end.</param>
/// <param name="Text">Its main content.</param>
/// <param name="Truncated">There is more of it.</param>
internal sealed record ReadPage(string Title, string Url, string Text, bool Truncated)
{
    private const int MostBytes = 262_144;

    public static ReadPage Of(string title, string url, CanonicalText text)
    {
        var bytes = text.Bytes;
        if (bytes.Length <= MostBytes)
            return new(title, url, text.ToString(), false);
        var end = MostBytes;

        // The first byte of a character is no continuation byte.
        while ((bytes[end] & 0xC0) == 0x80)
            end--;
        return new(title, url, Encoding.UTF8.GetString(bytes[..end]), true);
    }
}
