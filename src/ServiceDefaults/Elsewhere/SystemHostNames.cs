using System.Net;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>The system's resolver.</summary>
internal sealed class SystemHostNames : IHostNames
{
    public Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(name, cancellationToken);
}
