using System.ComponentModel.DataAnnotations;

namespace GroupChat.Documents;

/// <summary>Settings under <c>Documents</c>.</summary>
internal sealed class DocumentOptions
{
    /// <summary>Largest upload in bytes. Default 10 MiB, which is also what the contract promises.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public long MaxUploadBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Longest silence in the middle of an upload. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan UploadIdleLimit { get; set; } = TimeSpan.FromMinutes(1);
}
