using System.Buffers;
using System.IO.Pipelines;

namespace GroupChat.Gateway.Edge;

/// <summary>A call as a translator puts it: what a gRPC client would have sent.</summary>
/// <param name="Path"><c>/package.Service/Method</c>.</param>
/// <param name="Headers">Request metadata. The exchange adds what gRPC itself needs.</param>
/// <param name="Body">Framed request messages.</param>
internal sealed record GrpcCall(string Path, IHeaderDictionary Headers, PipeReader Body)
{
    /// <summary>Runs beside the call and writes into <see cref="Body"/>; null when the body is there already.</summary>
    public Func<CancellationToken, Task>? Pump { get; private init; }

    /// <summary>Fires when the client has left in a way that its connection does not tell.</summary>
    public CancellationToken Left { get; init; }

    /// <summary>A call with one request message, known beforehand.</summary>
    public static GrpcCall Unary(string path, IHeaderDictionary headers, ReadOnlyMemory<byte> message)
    {
        var framed = new byte[GrpcFrame.PrefixLength + message.Length];
        GrpcFrame.WritePrefix(framed, message.Length);
        message.CopyTo(framed.AsMemory(GrpcFrame.PrefixLength));
        return new(path, headers, PipeReader.Create(new ReadOnlySequence<byte>(framed)));
    }

    /// <summary>A call whose request messages come one after the other.</summary>
    /// <param name="path"><c>/package.Service/Method</c>.</param>
    /// <param name="headers">Request metadata.</param>
    /// <param name="pump">
    /// Writes the messages; the request ends when it returns. It is cancelled when the call ends, and may then end in
    /// <see cref="OperationCanceledException"/>. A DomainError that it throws becomes the call's status.
    /// </param>
    public static GrpcCall Streaming(string path, IHeaderDictionary headers, Func<RequestMessages, CancellationToken, Task> pump)
    {
        var messages = new RequestMessages();
        return new(path, headers, messages.Reader) { Pump = token => messages.RunAsync(pump, token) };
    }
}
