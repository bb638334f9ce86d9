using System.Buffers;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using GroupChat.Gateway.Edge.Json.Calls;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>
/// Server-sent events: a message is the data of an event, a heartbeat is a comment, and the last event is named <c>end</c> or
/// <c>error</c>. What a stream can be resumed from is the id of its event.
/// </summary>
internal sealed class EventsForm(RoomResume? resume) : IStreamForm
{
    public const string MediaType = "text/event-stream";

    private static readonly byte[] Comment = ": heartbeat\n\n"u8.ToArray();

    public string ContentType => MediaType;

    public ReadOnlyMemory<byte> Heartbeat => Comment;

    public void WriteMessage(IBufferWriter<byte> body, string text, IMessage message)
    {
        if (RoomResume.IsHeartbeat(message))
        {
            body.Write(Comment);
            return;
        }
        if (RoomResume.RetryDelay(message) is { } delay)
            Encoding.UTF8.GetBytes($"retry: {((long)delay.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)}\n", body);
        if (resume?.CursorOf(message) is { Length: > 0 } cursor)
            Encoding.UTF8.GetBytes($"id: {cursor}\n", body);
        Encoding.UTF8.GetBytes($"data: {text}\n\n", body);
    }

    public void WriteEnd(IBufferWriter<byte> body, string? error) =>
        Encoding.UTF8.GetBytes(error is null ? "event: end\ndata: {}\n\n" : $"event: error\ndata: {error}\n\n", body);
}
