using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>Every setting this process knows: those of the host and those of the modules that were added.</summary>
internal sealed class SettingsCatalog
{
    private readonly List<Func<IConfiguration, IEnumerable<SettingFault>>> _validations = [];

    public SettingShape Root { get; } = new();

    /// <summary>The catalog travels in the service collection, so that modules need no further argument.</summary>
    public static SettingsCatalog Of(IServiceCollection services)
    {
        foreach (var service in services)
        {
            if (service.ServiceType == typeof(SettingsCatalog))
                return (SettingsCatalog)service.ImplementationInstance!;
        }

        var catalog = new SettingsCatalog();
        services.AddSingleton(catalog);
        return catalog;
    }

    public void Add<T>(string section)
        where T : class, new()
    {
        Root.Place(section.Split(':'), SettingShape.Of(typeof(T)));
        _validations.Add(configuration => SettingsValidator.Faults(section, configuration.GetSection(section).Get<T>() ?? new T()));
    }

    public void AddValue<T>(string key) => Root.Place(key.Split(':'), SettingShape.Of(typeof(T)));

    public IEnumerable<SettingFault> Validate(IConfiguration configuration) =>
        _validations.SelectMany(validation => validation(configuration));
}
