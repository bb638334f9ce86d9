using GroupChat.ServiceDefaults.Hosting;
using StackExchange.Redis;

namespace GroupChat.ServiceDefaults.Redis;

/// <summary>The setting as the driver's options.</summary>
public static class RedisConfiguration
{
    /// <summary>Its key, for errors.</summary>
    public const string Setting = "Redis:Configuration";

    /// <summary>For connections of our own making: see <see cref="RedisConnection"/>.</summary>
    /// <exception cref="StartupError">It cannot be read, or names no server.</exception>
    public static ConfigurationOptions Read(string configuration)
    {
        try
        {
            var options = ConfigurationOptions.Parse(configuration);
            if (options.EndPoints.Count == 0)
                throw new StartupError(Setting, "names no server; write host:port,option=value");
            // We look after connections ourselves, one that cannot be made is not kept.
            options.AbortOnConnectFail = true;
            options.ConnectRetry = 1;
            options.ConnectTimeout = (int)RedisConnection.Patience.TotalMilliseconds;
            options.ClientName ??= "groupchat";
            return options;
        }
        catch (ArgumentException error)
        {
            // The message may repeat the value of an option, but never that of the password: any text is one.
            throw new StartupError(Setting, error.Message.ReplaceLineEndings(" "), error);
        }
    }
}
