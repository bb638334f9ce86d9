using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>
/// Stands between a server and a client and does to frames and calls what a bug would: the proof that the checker sees it. Frames
/// arrive one at a time for each client.
/// </summary>
internal interface ITamper
{
    /// <summary>What the client gets instead of this frame.</summary>
    IEnumerable<ServerFrame> Pass(string client, ServerFrame frame);

    /// <summary>An answer that the server never gave; the request is not sent then. Null for an honest one.</summary>
    ServerFrame? Forge(string client, ConverseRequest request);

    /// <summary>Makes a change, or does not, or more than once; the cursor with which it is acknowledged.</summary>
    Task<string> ChangeAsync(string client, Claim claim, Change change, Func<Func<ChaosClient, Task<string>>, Task<string>> make);

    /// <summary>What whoever reads the log gets instead of this event.</summary>
    RoomEvent Show(RoomEvent stored);
}
