using System.Text;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Output;

/// <summary>Messages that were found, exactly one line each, with what was looked for made to stand out.</summary>
internal static class MatchLines
{
    public static string Of(MessageMatch match, Ink ink)
    {
        var message = match.Message;
        var time = message.CreateTime?.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") ?? "-";
        var name = ink.Name(message.Author.UserId, Sanitizer.Line(message.Author.DisplayName));
        var texts = message.Parts.Select((part, index) => Marked(part.Text?.Text ?? "", match.Highlights.Where(place => place.Part == index), ink));
        return $"{Sanitizer.Line(message.RoomId)} {ink.Dim(time)} {name}: {string.Join(' ', texts)}";
    }

    private static string Marked(string text, IEnumerable<TextHighlight> places, Ink ink)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var line = new StringBuilder();
        var at = 0;
        // Places count bytes, and come in the order of the text; one that does not fit is left out.
        foreach (var place in places.Where(place => place.Length > 0))
        {
            if (place.Offset < at || place.Offset > bytes.Length - place.Length)
                continue;
            line.Append(Plain(bytes, at, place.Offset)).Append(ink.Bold(Plain(bytes, place.Offset, at = place.Offset + place.Length)));
        }

        return line.Append(Plain(bytes, at, bytes.Length)).ToString();
    }

    private static string Plain(byte[] bytes, int start, int end) => Sanitizer.Line(Encoding.UTF8.GetString(bytes.AsSpan(start, end - start)));
}
