using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>Says where a setting was written, for messages: <c> (environment variable GROUPCHAT_Chat__MaxTextBytes)</c>.</summary>
internal static class SettingSource
{
    public const string EnvironmentPrefix = "GROUPCHAT_";

    /// <summary>Variables of the command-line client, which share the prefix: a shell that has them can start a server too.</summary>
    private static readonly HashSet<string> OfTheClient = new(["Server", "Name", "Profile"], StringComparer.OrdinalIgnoreCase);

    /// <summary>True for an environment variable that is meant for the client and not for a server.</summary>
    public static bool IsForTheClient(IConfigurationRoot configuration, string key) =>
        OfTheClient.Contains(key) && Find(configuration, key) is EnvironmentVariablesConfigurationProvider;

    public static string Of(IConfigurationRoot configuration, string key) =>
        Find(configuration, key) switch
        {
            CommandLineSettings => " (command line)",
            EnvironmentVariablesConfigurationProvider =>
                $" (environment variable {EnvironmentPrefix}{key.Replace(":", "__", StringComparison.Ordinal)})",
            JsonConfigurationProvider json => $" ({json.Source.Path})",
            _ => "",
        };

    private static IConfigurationProvider? Find(IConfigurationRoot configuration, string key) =>
        configuration.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(key, out _));
}
