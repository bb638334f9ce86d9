using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>The addresses of one service as its setting says, names turned into what stands behind them now.</summary>
internal sealed partial class AddressBook(string place, IReadOnlyList<ServiceAddress> addresses, IHostNames names, ILogger logger)
{
    /// <summary>They can change.</summary>
    public bool HasNames { get; } = addresses.Any(address => address.IsName);

    /// <summary>Null when a name cannot be asked for just now: then all stays as it is.</summary>
    public async Task<IReadOnlyList<EndpointAddress>?> LookUpAsync(CancellationToken cancellationToken)
    {
        var found = new List<EndpointAddress>();
        foreach (var address in addresses)
        {
            try
            {
                if (address.IsName)
                    found.AddRange((await names.ResolveAsync(address.Uri.IdnHost, cancellationToken)).Select(address.At));
                else
                    found.Add(address.Itself);
            }
            catch (SocketException error)
            {
                NameUnknown(address.Uri.Host, place, error.SocketErrorCode);
                return null;
            }
        }

        return [.. found.DistinctBy(endpoint => endpoint.Uri)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The name {Host} of {Place} cannot be resolved: {Error}")]
    private partial void NameUnknown(string host, string place, SocketError error);
}
