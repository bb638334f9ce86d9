using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Session.V1;
using GroupChat.Integration.Tests.Transcripts.Drivers;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>A call that is right, of any method there is, from which cases begin.</summary>
internal sealed record FuzzCall(MethodDescriptor Method, IReadOnlyList<IMessage> Requests)
{
    // Not: what ends the session of the cases that follow.
    private static readonly string[] Spared = ["RevokeSession", "RevokeOtherSessions"];

    private static readonly MethodDescriptor[] Methods =
    [
        .. ((FileDescriptor[])
            [
                ChatServiceReflection.Descriptor, DocumentServiceReflection.Descriptor, SessionServiceReflection.Descriptor,
                AccountServiceReflection.Descriptor, ApiKeyServiceReflection.Descriptor, AgentServiceReflection.Descriptor,
                EmbeddingServiceReflection.Descriptor, ModelServiceReflection.Descriptor,
            ]).SelectMany(file => file.Services).SelectMany(service => service.Methods).Where(method => !Spared.Contains(method.Name)),
    ];

    public string Path => Contract.PathOf(Method);

    /// <summary>Framed as gRPC frames them.</summary>
    public byte[] Body => [.. Requests.SelectMany(WebFrames.Of)];

    public static FuzzCall Make(Random dice, FuzzWorld world)
    {
        var method = Methods[dice.Next(Methods.Length)];
        var maker = new MessageMaker(dice, world.Words);
        var count = method.IsClientStreaming ? dice.Next(4) : 1;
        return new(method, [.. Enumerable.Range(0, count).Select(_ => maker.Make(method.InputType))]);
    }

    /// <summary>One with an annotation, so that it can be called in JSON.</summary>
    public static FuzzCall MakeUnary(Random dice, FuzzWorld world)
    {
        while (true)
        {
            var call = Make(dice, world);
            if (!call.Method.IsClientStreaming && call.Method.GetOptions()?.GetExtension(Google.Api.AnnotationsExtensions.Http) is not null)
                return call;
        }
    }
}
