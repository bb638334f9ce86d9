using System.Buffers;
using Google.Protobuf;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>How a stream of messages is written down.</summary>
internal interface IStreamForm
{
    string ContentType { get; }

    /// <summary>What says nothing, for when nothing is to be said for long; empty where the form knows no such thing.</summary>
    ReadOnlyMemory<byte> Heartbeat { get; }

    /// <param name="body">Where to write.</param>
    /// <param name="text">The message in JSON, on one line.</param>
    /// <param name="message">The same.</param>
    void WriteMessage(IBufferWriter<byte> body, string text, IMessage message);

    /// <param name="body">Where to write.</param>
    /// <param name="error">A <c>google.rpc.Status</c> in JSON; null when the stream ended well.</param>
    void WriteEnd(IBufferWriter<byte> body, string? error);
}
