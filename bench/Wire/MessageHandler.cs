namespace GroupChat.Bench.Wire;

/// <summary>Takes one message from the connection's buffer; the bytes are gone when it returns.</summary>
internal delegate void MessageHandler(ReadOnlySpan<byte> message);
