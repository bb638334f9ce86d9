using GroupChat.Gateway.Protection;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>What every forwarder works with.</summary>
internal sealed partial class ForwardTools(ServiceKey key, StreamLifetime lifetime, StreamPace pace, TimeProvider time, ILogger<ForwardTools> logger)
{
    public ServiceKey Key => key;

    public StreamLifetime Lifetime => lifetime;

    public StreamPace Pace => pace;

    public TimeProvider Time => time;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} does not take this process for a service: Services:Key has to be the same everywhere, or Tls:ClientAuthority there has to vouch for Services:Certificate here")]
    public partial void KeyRefused(string service);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A call of {Service} did not get its answer (request {RequestId})")]
    public partial void CallBroken(string service, string requestId, Exception error);
}
