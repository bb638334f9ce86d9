using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace GroupChat.Documents.Scraping;

/// <summary>
/// Decides whether an address belongs to the public internet. The rule is an allow-list: IPv4 outside the special-purpose
/// registry, IPv6 inside 2000::/3 and outside it, by the IANA IPv4 and IPv6 Special-Purpose Address Registries. An IPv6
/// form that carries an IPv4 address is as public as that address, or refused where a tunnel would unwrap it.
/// </summary>
internal static class GlobalAddress
{
    private static readonly IPNetwork[] NotPublic4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private use
        IPNetwork.Parse("100.64.0.0/10"), // shared by carriers; some clouds keep their metadata here
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("168.63.129.16/32"), // public by number, but the virtual host to a machine in Azure
        IPNetwork.Parse("169.254.0.0/16"), // link local, with most clouds' metadata
        IPNetwork.Parse("172.16.0.0/12"), // private use
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.31.196.0/24"), // AS112
        IPNetwork.Parse("192.52.193.0/24"), // AMT
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays, withdrawn
        IPNetwork.Parse("192.168.0.0/16"), // private use
        IPNetwork.Parse("192.175.48.0/24"), // AS112
        IPNetwork.Parse("198.18.0.0/15"), // benchmarking
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/3"), // multicast, reserved, broadcast
    ];

    private static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublic6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments: Teredo, benchmarking, ORCHID and others
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4
        IPNetwork.Parse("2620:4f:8000::/48"), // AS112
        IPNetwork.Parse("3ffe::/16"), // 6bone, returned
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    private static readonly IPNetwork Mapped = IPNetwork.Parse("::ffff:0:0/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True only for an address that every network on the internet would route to the same place.</summary>
    public static bool IsGloballyRoutable(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(NotPublic4, network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => IsPublic6(address),
        _ => false,
    };

    private static bool IsPublic6(IPAddress address)
    {
        if (address.ScopeId != 0)
            return false;
        var bytes = address.GetAddressBytes();
        // IPNetwork compares families by form: an IPv4-mapped address is looked at as what it carries.
        if (address.IsIPv4MappedToIPv6 || Mapped.Contains(address) || Nat64.Contains(address))
            return IsGloballyRoutable(new IPAddress(bytes.AsSpan(12)));
        if (!Unicast6.Contains(address) || Array.Exists(NotPublic6, network => network.Contains(address)))
            return false;
        return !CarriesIsatap(bytes) || IsGloballyRoutable(new IPAddress(bytes.AsSpan(12)));
    }

    /// <summary>ISATAP interface ids (RFC 5214) are 0000:5efe or 0200:5efe and then an IPv4 address.</summary>
    private static bool CarriesIsatap(byte[] address) =>
        (BinaryPrimitives.ReadUInt32BigEndian(address.AsSpan(8)) & 0xFDFF_FFFF) == 0x0000_5EFE;
}
