using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace GroupChat.Agents.Models.Remote;

/// <summary>A body of JSON objects, one a line, each of a bounded length.</summary>
internal sealed class OllamaLines(Stream body) : IAsyncDisposable
{
    private const int LongestLine = 4 * 1024 * 1024;

    private readonly PipeReader _reader = PipeReader.Create(body);

    /// <summary>The next object; null at the end of the body. The caller disposes it.</summary>
    public async ValueTask<JsonDocument?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                var document = IsBlank(line) ? null : JsonDocument.Parse(line.ToArray());
                _reader.AdvanceTo(buffer.GetPosition(1, end));
                if (document is not null)
                    return document;
                continue;
            }
            if (buffer.Length > LongestLine)
                throw ModelFailure.TooLong();
            if (read.IsCompleted)
                return IsBlank(buffer) ? null : JsonDocument.Parse(buffer.ToArray());
            _reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public ValueTask DisposeAsync() => _reader.CompleteAsync();

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
                return false;
        }
        return true;
    }
}
