using GroupChat.ServiceDefaults.Redis;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>What modules register with the host: their settings, and what has to be open before the first request.</summary>
public static class HostingExtensions
{
    /// <summary>
    /// Settings of a module: public properties, validated at start by DataAnnotations and
    /// <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/>, nested objects included. Injected as
    /// <c>IOptions&lt;T&gt;</c> or as <typeparamref name="T"/> itself. Several modules may have the same ones: calling it again changes nothing.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="section">First part of the keys: <c>Chat</c>.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section)
        where T : class, new()
    {
        if (services.Any(service => service.ServiceType == typeof(IValidateOptions<T>)))
            return services;
        SettingsCatalog.Of(services).Add<T>(section);
        services.AddOptions<T>().BindConfiguration(section);
        services.AddSingleton<IValidateOptions<T>>(new SettingsValidation<T>(section));
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<T>>().Value);
        return services;
    }

    /// <summary><see cref="StorageOptions"/>: where durable things are, asked by every module that has some.</summary>
    public static IServiceCollection AddStorageSettings(this IServiceCollection services) =>
        services.AddSettings<StorageOptions>("Storage");

    /// <summary><see cref="RedisOptions"/>: where Redis is, asked by every module that has a use for it.</summary>
    public static IServiceCollection AddRedisSettings(this IServiceCollection services) =>
        services.AddSettings<RedisOptions>("Redis");

    /// <summary>Makes <typeparamref name="T"/> before the server listens, so that a <see cref="StartupError"/> of it ends the start.</summary>
    public static IServiceCollection AddOpenAtStart<T>(this IServiceCollection services)
        where T : class => services.AddHostedService<OpenAtStart<T>>();

    /// <summary>The <see cref="DataFolder"/> of the setting <c>Data</c>, made, tried and locked when it is first needed.</summary>
    public static IServiceCollection AddDataFolder(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider =>
        {
            var configuration = provider.GetRequiredService<IConfiguration>();
            NativeSqlite.Use(configuration["Sqlite:Library"]);
            return DataFolderLock.Take(configuration["Data"] ?? "data");
        });
        services.TryAddSingleton(static provider => provider.GetRequiredService<DataFolderLock>().Folder);
        return services.AddOpenAtStart<DataFolder>();
    }
}
