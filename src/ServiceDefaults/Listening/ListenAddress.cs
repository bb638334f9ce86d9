using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Http;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>One address of the setting <c>Urls</c>: a literal IP address, <c>localhost</c>, or <c>*</c> for every address.</summary>
/// <param name="Host">As written, for messages.</param>
/// <param name="Port">0 for any free one.</param>
/// <param name="IsTls">It began with <c>https</c>.</param>
internal sealed record ListenAddress(string Host, int Port, bool IsTls = false)
{
    /// <summary>The name of the setting that errors are about.</summary>
    public const string Setting = "Urls";

    public bool IsLocalhost => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    public bool IsAny => Host is "*" or "+";

    /// <summary>Several addresses, separated by semicolons.</summary>
    /// <exception cref="StartupError">Names the address that cannot be understood.</exception>
    public static IReadOnlyList<ListenAddress> ParseAll(string urls)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse).ToList();
        return addresses.Count > 0 ? addresses : throw new StartupError(Setting, "no address to listen on; write http://localhost:8080");
    }

    /// <summary>The sockets to bind; those behind the first one may fail when the machine lacks IPv6.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints() =>
        IsLocalhost ? [new(IPAddress.Loopback, Port), new(IPAddress.IPv6Loopback, Port)]
        : IsAny ? [new(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, Port)] // IPv6Any takes IPv4 too
        : [new(IPAddress.Parse(Host), Port)];

    /// <summary>Host and port as clients write them, with the port that was bound.</summary>
    public string Authority(int port) => string.Create(CultureInfo.InvariantCulture, $"{(IsAny ? "[::]" : Host)}:{port}");

    private static ListenAddress Parse(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException error)
        {
            throw new StartupError(Setting, $"'{url}' is not an address; write http://localhost:8080", error);
        }

        if (address.Scheme.ToLowerInvariant() is not ("http" or "https"))
            throw new StartupError(Setting, $"'{url}': only http:// and https:// are served");
        if (address.PathBase.Length > 0 || address.Port is < 0 or > IPEndPoint.MaxPort)
            throw new StartupError(Setting, $"'{url}': an address has a port from 0 to 65535 and no path");
        var parsed = new ListenAddress(address.Host, address.Port, address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase));
        if (!parsed.IsLocalhost && !parsed.IsAny && !IPAddress.TryParse(parsed.Host, out _))
            throw new StartupError(Setting, $"'{url}': the host must be localhost, an IP address, or * for every address of this machine");
        return parsed;
    }
}
