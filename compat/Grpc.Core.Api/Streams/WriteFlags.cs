namespace Grpc.Core;

/// <summary>Hints for one message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>More follows soon: the transport may keep the message until then.</summary>
    BufferHint = 0x1,

    /// <summary>Send this message uncompressed on a call that compresses.</summary>
    NoCompress = 0x2,
}
