using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>What a forwarder has to know of a method.</summary>
/// <param name="Service">Its full name.</param>
/// <param name="Uri">Its path; the host is filled in by whoever picks the address. Read once, not for each call.</param>
/// <param name="TakesStream">A call may have any number of requests.</param>
/// <param name="AnswersInStream">A call may have any number of answers.</param>
internal sealed record ForwardedMethod(string Service, Uri Uri, bool TakesStream, bool AnswersInStream)
{
    public static ForwardedMethod Of(MethodDescriptor method) => new(
        method.Service.FullName, new($"http://service/{method.Service.FullName}/{method.Name}"), method.IsClientStreaming, method.IsServerStreaming);
}
