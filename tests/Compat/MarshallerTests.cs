using System.Buffers;
using System.Text;
using Grpc.Core;

namespace GroupChat.Compat.Tests;

/// <summary>Both forms of a marshaller, made from either.</summary>
public sealed class MarshallerTests
{
    private static readonly Marshaller<string> Contextual = Marshallers.Create<string>(
        (text, context) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            context.SetPayloadLength(bytes.Length);
            context.GetBufferWriter().Write(bytes);
            context.Complete();
        },
        context => $"{context.PayloadLength}:{Encoding.UTF8.GetString(context.PayloadAsReadOnlySequence())}");

    [Fact]
    public void StringMarshaller_RoundTrip_Utf8()
    {
        var bytes = Marshallers.StringMarshaller.Serializer("héllo");
        Assert.Equal("héllo"u8.ToArray(), bytes);
        Assert.Equal("héllo", Marshallers.StringMarshaller.Deserializer(bytes));
    }

    [Fact]
    public void Contextual_UsedPlainly_GivesTheSameBytes()
    {
        Assert.Equal("abc"u8.ToArray(), Contextual.Serializer("abc"));
        Assert.Equal("3:abc", Contextual.Deserializer("abc"u8.ToArray()));
        Assert.Empty(Contextual.Serializer(""));
    }

    [Fact]
    public void Contextual_CompletedWithArray_GivesThatArray()
    {
        byte[] payload = [1, 2];
        var marshaller = Marshallers.Create<string>((_, context) => context.Complete(payload), context => "");
        Assert.Equal(payload, marshaller.Serializer(""));
    }

    [Fact]
    public void Plain_UsedContextually_GoesThroughTheContext()
    {
        var context = new ArrayContext();
        Marshallers.StringMarshaller.ContextualSerializer("abc", context);
        Assert.Equal("abc"u8.ToArray(), context.Payload);
        Assert.Equal("xyz", Marshallers.StringMarshaller.ContextualDeserializer(new ArrayReader("xyz"u8.ToArray())));
    }

    [Fact]
    public void Create_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => Marshallers.Create((Func<string, byte[]>)null!, _ => ""));
        Assert.Throws<ArgumentNullException>(() => Marshallers.Create<string>((_, _) => { }, null!));
    }

    [Fact]
    public void Contexts_NotOverridden_AreNotImplemented()
    {
        SerializationContext writing = new BareContext();
        Assert.Throws<NotImplementedException>(() => writing.Complete([]));
        Assert.Throws<NotImplementedException>(writing.Complete);
        Assert.Throws<NotImplementedException>(() => writing.SetPayloadLength(1));
        Assert.Throws<NotImplementedException>(writing.GetBufferWriter);
        Assert.Throws<NotImplementedException>(() => new ArrayReader([]).PayloadAsReadOnlySequence());
    }

    [Fact]
    public void Method_Made_KnowsItsPath()
    {
        var method = new Method<string, string>(
            MethodType.DuplexStreaming, "a.b.Service", "Do", Marshallers.StringMarshaller, Contextual);
        Assert.Equal("/a.b.Service/Do", method.FullName);
        Assert.Equal((MethodType.DuplexStreaming, "a.b.Service", "Do"), (method.Type, method.ServiceName, method.Name));
        Assert.Same(Contextual, method.ResponseMarshaller);
    }

    private sealed class BareContext : SerializationContext;

    private sealed class ArrayContext : SerializationContext
    {
        public byte[]? Payload { get; private set; }

        public override void Complete(byte[] payload) => Payload = payload;
    }

    private sealed class ArrayReader(byte[] payload) : DeserializationContext
    {
        public override int PayloadLength => payload.Length;

        public override byte[] PayloadAsNewBuffer() => [.. payload];
    }
}
