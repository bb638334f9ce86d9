using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>
/// Stands between a server and a client and does to frames what a bug would: the proof that the checker sees it. Frames arrive one
/// at a time for each client.
/// </summary>
internal interface ITamper
{
    /// <summary>What the client gets instead of this frame.</summary>
    IEnumerable<ServerFrame> Pass(string client, ServerFrame frame);

    /// <summary>An answer that the server never gave; the request is not sent then. Null for an honest one.</summary>
    ServerFrame? Forge(string client, ConverseRequest request);
}
