using System.ComponentModel.DataAnnotations;
using System.Net;

namespace GroupChat.Gateway.Protection;

/// <summary>Settings under <c>Proxies</c>: whom to believe about where a request comes from.</summary>
internal sealed class ProxyOptions : IValidatableObject
{
    /// <summary>
    /// Addresses (<c>10.0.0.7</c>) or networks (<c>10.0.0.0/8</c>) of the proxies in front. Only what comes from one of them may say
    /// <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c>. Default: none, and nobody is believed.
    /// </summary>
    public List<string> Trusted { get; } = [];

    /// <summary>How many proxies a request passes on its way, one behind the other. Default 1.</summary>
    [Range(1, 10)]
    public int Hops { get; set; } = 1;

    // Not a property: those are settings.
    public IEnumerable<IPNetwork> ToNetworks() => Trusted.Select(Parse).Where(network => network is not null).Select(network => network!.Value);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from trusted in Trusted
        where Parse(trusted) is null
        select new ValidationResult($"'{trusted}' is neither an address nor a network like 10.0.0.0/8", [nameof(Trusted)]);

    private static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
