using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>
/// Logs what a child says: entries of its log at their own level, and whatever else it or a library prints at Debug, since nobody
/// knows what it holds. A line is cut at <see cref="LongestLine"/>, so that a child without line ends costs no memory.
/// </summary>
internal sealed partial class WorkerOutput(string kind, ILogger logger)
{
    public const int LongestLine = 16 * 1024;

    /// <summary>Standard output: a JSON object a line, as the console logger of the framework writes it.</summary>
    public async Task ReadLogAsync(StreamReader reader)
    {
        await foreach (var line in LinesAsync(reader))
        {
            if (!TryLog(line))
                Said(kind, line);
        }
    }

    /// <summary>Standard error: crashes of the runtime, and assertions of native code.</summary>
    public async Task ReadErrorsAsync(StreamReader reader)
    {
        await foreach (var line in LinesAsync(reader))
            Said(kind, line);
    }

    private bool TryLog(string line)
    {
        if (line is not ['{', ..])
            return false;
        try
        {
            using var entry = JsonDocument.Parse(line);
            var category = Text(entry, "Category");
            if (category is null || !Enum.TryParse<LogLevel>(Text(entry, "LogLevel"), out var level))
                return false;
            Logged(level, kind, category, Text(entry, "Message") ?? "", Text(entry, "Exception") ?? "");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Text(JsonDocument entry, string name) =>
        entry.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Lines, cut; the last may lack its end.</summary>
    public static async IAsyncEnumerable<string> LinesAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        for (int read; (read = await reader.ReadAsync(buffer)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] != '\n')
                {
                    if (line.Length < LongestLine)
                        line.Append(buffer[i]);
                    continue;
                }
                yield return line.ToString();
                line.Clear();
            }
        }
        if (line.Length > 0)
            yield return line.ToString();
    }

    [LoggerMessage(EventName = "WorkerLogged", Message = "{Worker}: {Category}: {Text} {Exception}")]
    private partial void Logged(LogLevel level, string worker, string category, string text, string exception);

    [LoggerMessage(EventName = "WorkerSaid", Level = LogLevel.Debug, Message = "{Worker} printed: {Line}")]
    private partial void Said(string worker, string line);
}
