using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>
/// Keeps the framework from logging why the start failed, with a stack trace, when it is about to be said in one line. Once
/// started, everything is heard again.
/// </summary>
internal sealed class StartupLog
{
    private volatile bool _started;

    private StartupLog()
    {
    }

    public static StartupLog Quieten(ILoggingBuilder logging)
    {
        var log = new StartupLog();
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", log.IsHeard);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", log.IsHeard);
        return log;
    }

    public void Started() => _started = true;

    private bool IsHeard(LogLevel level) => level >= LogLevel.Warning && (_started || level < LogLevel.Error);
}
