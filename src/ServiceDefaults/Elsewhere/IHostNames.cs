using System.Net;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>Finds the addresses behind a name; the system's resolver, or a test's.</summary>
internal interface IHostNames
{
    /// <exception cref="System.Net.Sockets.SocketException">There is no such name, or nobody to ask.</exception>
    Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken);
}
