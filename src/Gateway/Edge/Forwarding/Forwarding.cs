using Google.Protobuf.Reflection;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>Forwards to the services that are elsewhere.</summary>
internal sealed class Forwarding(ServiceLinks links, ForwardTools tools) : IForwarding
{
    public RequestDelegate? HandlerOf(MethodDescriptor method) =>
        links.To(method.Service) is { } way ? new Forwarder(ForwardedMethod.Of(method), way, tools).InvokeAsync : null;
}
