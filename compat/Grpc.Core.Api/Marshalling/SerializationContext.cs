using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Where a serializer leaves a message: either one finished array, or bytes written to <see cref="GetBufferWriter"/>
/// and then <see cref="Complete()"/>. A transport overrides what it supports.
/// </summary>
public abstract class SerializationContext
{
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Optional: told before writing, it lets the transport write the frame's length first and need no copy.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw new NotImplementedException();

    public virtual void Complete() => throw new NotImplementedException();
}
