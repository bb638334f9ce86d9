using GroupChat.ServiceDefaults.Hosting;
using StackExchange.Redis;

namespace GroupChat.Chat.Bus;

/// <summary>The setting as the driver's options.</summary>
internal static class RedisConfiguration
{
    public const string Setting = "Redis:Configuration";

    /// <exception cref="StartupError">It cannot be read, or names no server.</exception>
    public static ConfigurationOptions Read(string configuration)
    {
        try
        {
            var options = ConfigurationOptions.Parse(configuration);
            if (options.EndPoints.Count == 0)
                throw new StartupError(Setting, "names no server; write host:port,option=value");
            // We look after connections ourselves, see RedisLink: one that cannot be made is not kept.
            options.AbortOnConnectFail = true;
            options.ConnectRetry = 1;
            options.ConnectTimeout = (int)RedisLine.Patience.TotalMilliseconds;
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
