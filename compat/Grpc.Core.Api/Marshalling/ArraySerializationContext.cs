using System.Buffers;

namespace Grpc.Core;

/// <summary>Runs a contextual serializer outside of a transport and keeps the result as one array.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _writer;
    private byte[]? _payload;

    public byte[] Payload => _payload ?? throw new InvalidOperationException("The serializer did not complete the message.");

    public override void Complete(byte[] payload)
    {
        if (_payload is not null)
            throw new InvalidOperationException("The message is already complete.");
        _payload = payload;
    }

    public override IBufferWriter<byte> GetBufferWriter() => _writer ??= new ArrayBufferWriter<byte>();

    public override void SetPayloadLength(int payloadLength)
    {
        if (payloadLength > 0)
            _writer ??= new ArrayBufferWriter<byte>(payloadLength);
    }

    public override void Complete() => Complete(_writer is null ? [] : _writer.WrittenSpan.ToArray());
}
