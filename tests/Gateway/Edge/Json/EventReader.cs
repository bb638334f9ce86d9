using System.Text;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Edge.Json;

/// <summary>Reads server-sent events as a browser does.</summary>
internal sealed class EventReader(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _lines = new(stream, Encoding.UTF8);

    /// <summary>The id that a browser would send when it comes back.</summary>
    public string LastEventId { get; private set; } = "";

    /// <summary>The next event whose data has <paramref name="text"/> in it.</summary>
    public async Task<string> UntilAsync(string text)
    {
        var data = "";
        while (await _lines.ReadLineAsync().Within() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
                LastEventId = line[4..];
            else if (line.Length == 0 && data.Contains(text, StringComparison.Ordinal))
                return data;
        }
        throw new EndOfStreamException($"no event with {text}");
    }

    public void Dispose()
    {
        _lines.Dispose();
        response.Dispose();
    }
}
