using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// Hands calls on to services that are not in this process. The Gateway has one; a host without it serves everything that it maps.
/// </summary>
public interface IForwarding
{
    /// <summary>Takes a call that the gate has let in; null when the service is in this process.</summary>
    RequestDelegate? HandlerOf(MethodDescriptor method);
}
