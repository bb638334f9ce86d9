using System.Net;
using System.Net.Sockets;

namespace GroupChat.Documents.Scraping;

/// <summary>Resolves as the operating system does.</summary>
internal sealed class SystemHostResolver : IHostResolver
{
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException)
        {
            return [];
        }
        catch (ArgumentException)
        {
            // Names longer than the resolver takes.
            return [];
        }
    }
}
