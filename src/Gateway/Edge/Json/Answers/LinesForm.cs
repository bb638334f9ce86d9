using System.Buffers;
using System.Text;
using Google.Protobuf;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>
/// One JSON object a line: <c>{"result": message}</c>, and <c>{"error": status}</c> at the end of a stream that failed. A message may
/// have a field named error, so neither stands alone.
/// </summary>
internal sealed class LinesForm : IStreamForm
{
    public const string MediaType = "application/x-ndjson";

    public string ContentType => MediaType;

    public ReadOnlyMemory<byte> Heartbeat => default;

    public void WriteMessage(IBufferWriter<byte> body, string text, IMessage message) => Write(body, "result", text);

    public void WriteEnd(IBufferWriter<byte> body, string? error)
    {
        if (error is not null)
            Write(body, "error", error);
    }

    private static void Write(IBufferWriter<byte> body, string name, string json) =>
        Encoding.UTF8.GetBytes($"{{\"{name}\":{json}}}\n", body);
}
