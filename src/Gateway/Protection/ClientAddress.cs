using System.Net;
using System.Net.Sockets;

namespace GroupChat.Gateway.Protection;

/// <summary>Where a request comes from, as far as limits go.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The address, or the network of 64 bits of an IPv6 address: whoever has one of its addresses has all of them. Requests that
    /// come by a socket of this machine have none and share one name.
    /// </summary>
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
            return "local";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return Convert.ToHexStringLower(bytes[..NetworkBytes]);
    }

    /// <summary>
    /// From this machine itself. What a proxy on it hands on is not, whether or not the proxy is trusted to say where it comes from.
    /// </summary>
    public static bool IsThisMachine(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address)) && !HandedOn.Is(http);
}
