namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>A whole frame of a client.</summary>
/// <param name="Bytes">Its content; gone with the next frame.</param>
/// <param name="IsText">Text or binary.</param>
/// <param name="IsEnd">The client says goodbye.</param>
internal readonly record struct SocketFrame(ReadOnlyMemory<byte> Bytes, bool IsText, bool IsEnd);
