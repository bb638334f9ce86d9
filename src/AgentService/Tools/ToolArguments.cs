using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools;

/// <summary>
/// Arguments of calls as text. A member approves what is shown: letters of every script stand as they are, but what is invisible or
/// turns the direction of writing is escaped, so that no text looks like another.
/// </summary>
internal static class ToolArguments
{
    private const int MostBytes = 16_384;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = Encoder() };

    /// <summary>Null when they cannot be read or are too long.</summary>
    public static string? Write(FunctionCallContent call)
    {
        if (call.Exception is not null)
            return null;
        var text = JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), Plain);
        return Encoding.UTF8.GetByteCount(text) <= MostBytes ? text : null;
    }

    public static Dictionary<string, object?> Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, object?>>(text) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static JavaScriptEncoder Encoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidRange(UnicodeRange.Create('\u200B', '\u200F'));
        settings.ForbidRange(UnicodeRange.Create('\u202A', '\u202E'));
        settings.ForbidRange(UnicodeRange.Create('\u2060', '\u206F'));
        settings.ForbidCharacters('\u00AD', '\u061C', '\u180E', '\uFEFF');
        return JavaScriptEncoder.Create(settings);
    }
}
