using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Certificates;

/// <summary>What <see cref="RenewedFiles{T}"/> has whatever the files hold.</summary>
internal static partial class RenewedFiles
{
    /// <summary>How long a changed file may go unnoticed.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    [LoggerMessage(EventName = "CertificateRenewed", Level = LogLevel.Information, Message = "{Path} was renewed.")]
    public static partial void LogRenewed(ILogger logger, string path);

    [LoggerMessage(
        EventName = "CertificateUnusable", Level = LogLevel.Warning,
        Message = "{Path} or what belongs to it has changed and cannot be used ({Reason}); what was there before goes on.")]
    public static partial void LogUnusable(ILogger logger, string path, string reason);
}
