using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// Reads requests strictly: bytes that are no message, and strings that are no UTF-8, are INVALID_ARGUMENT with reason
/// INVALID_MESSAGE. Google.Protobuf alone would replace broken UTF-8 silently, so that what is stored is not what was sent.
/// </summary>
internal static class StrictMarshaller
{
    public static Marshaller<T> Of<T>(Marshaller<T> generated) where T : class
    {
        var shape = MessageShape.Of(DescriptorOf(typeof(T)));
        return new(generated.ContextualSerializer, context => Read(context, generated.ContextualDeserializer, shape));
    }

    private static T Read<T>(DeserializationContext context, Func<DeserializationContext, T> parse, MessageShape? shape)
    {
        T message;
        try
        {
            message = parse(context);
        }
        catch (InvalidProtocolBufferException)
        {
            throw RpcFault.Of(RpcFault.Unreadable("the message is not valid protobuf"));
        }
        // After parsing, so that the check may trust the structure: lengths, nesting, tags.
        if (shape is not null && !Utf8Check.Passes(context.PayloadAsReadOnlySequence(), shape))
            throw RpcFault.Of(RpcFault.Unreadable("a string of the message is not valid UTF-8"));
        return message;
    }

    private static MessageDescriptor DescriptorOf(Type message) =>
        (MessageDescriptor)message.GetProperty(nameof(IMessage.Descriptor), typeof(MessageDescriptor))!.GetValue(null)!;
}
