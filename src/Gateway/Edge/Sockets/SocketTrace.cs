using System.Diagnostics;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>
/// Puts a call into the trace that its metadata names. Browsers cannot name one in the handshake, so the server has not seen it yet.
/// </summary>
internal static class SocketTrace
{
    /// <summary>Null when no trace is named, or none that can be understood; then the call stays in the trace of its handshake.</summary>
    public static Activity? Begin(IHeaderDictionary metadata) =>
        ActivityContext.TryParse(metadata.TraceParent.ToString(), metadata.TraceState.ToString(), isRemote: true, out var parent)
            ? Begin(parent)
            : null;

    private static Activity Begin(ActivityContext parent)
    {
        var call = new Activity("groupchat.socket.call") { TraceStateString = parent.TraceState };
        return call.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
    }
}
