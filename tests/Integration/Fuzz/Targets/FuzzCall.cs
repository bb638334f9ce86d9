using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Integration.Tests.Transcripts.Drivers;

namespace GroupChat.Integration.Tests.Fuzz.Targets;

/// <summary>A call that is right, of any method there is, from which cases begin.</summary>
internal sealed record FuzzCall(MethodDescriptor Method, IReadOnlyList<IMessage> Requests)
{
    // Not: what ends the session of the cases that follow.
    private static readonly string[] Spared = ["RevokeSession", "RevokeOtherSessions"];

    // Found in the contract itself, so that a new method is tried without anybody thinking of it.
    private static readonly MethodDescriptor[] Methods =
    [
        .. from type in typeof(ChatServiceReflection).Assembly.GetTypes()
           let file = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as FileDescriptor
           where file is not null
           orderby file.Name
           from service in file.Services
           from method in service.Methods
           where !Spared.Contains(method.Name)
           select method,
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
