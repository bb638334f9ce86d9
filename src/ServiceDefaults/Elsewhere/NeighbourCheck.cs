using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>Finds out at the start, and not at the first call, that a process was not told where a service is that it needs.</summary>
internal static class NeighbourCheck
{
    /// <exception cref="StartupError">Names every setting that is missing.</exception>
    public static void Run(IServiceProvider services)
    {
        var links = services.GetRequiredService<ServiceLinks>();
        var here = services.GetRequiredService<ReflectionCatalog>().Services.ToHashSet(StringComparer.Ordinal);
        var missing =
            from neighbour in services.GetServices<Neighbour>()
            where links.To(neighbour.Contract) is null && !here.Contains(neighbour.Contract.FullName)
            select neighbour.Place;
        var faults = missing.Distinct().Select(place => new SettingFault(
            ServicePlaces.SettingOf(place!), "is needed: this process calls that service and does not have it")).ToList();
        if (services.GetRequiredService<ServicesOptions>() is { Key.Length: 0 } options)
            faults.AddRange(links.Sets.Select(set => WhyUnknown(options, set.Place)).OfType<SettingFault>().Distinct());
        if (faults.Count > 0)
            throw new StartupError(faults);
    }

    /// <summary>Processes know each other by the key, unless certificates prove who they are: one that made its own would be called by nobody.</summary>
    public static SettingFault KeyMissing() => new("Services:Key", "is needed, and has to be the same in every process");

    private static SettingFault? WhyUnknown(ServicesOptions options, string place)
    {
        if (options.Certificate.Length == 0)
            return KeyMissing();
        var isProven = ServiceAddress.ParseAll(options.Of(place).Address).All(address => address.Uri.Scheme == Uri.UriSchemeHttps);
        return isProven ? null : new(ServicePlaces.SettingOf(place), "has to be https: without Services:Key only a certificate says who calls");
    }
}
