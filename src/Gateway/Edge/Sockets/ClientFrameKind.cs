namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>The text frames that a client sends.</summary>
internal enum ClientFrameKind
{
    /// <summary>Begins the call, with metadata.</summary>
    Open,

    /// <summary>A request message, where messages are JSON.</summary>
    Message,

    /// <summary>No more messages.</summary>
    HalfClose,
}
