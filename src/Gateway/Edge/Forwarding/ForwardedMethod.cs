using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>What a forwarder has to know of a method.</summary>
internal sealed record ForwardedMethod(string Service, bool TakesStream, bool AnswersInStream)
{
    public static ForwardedMethod Of(MethodDescriptor method) => new(method.Service.FullName, method.IsClientStreaming, method.IsServerStreaming);
}
