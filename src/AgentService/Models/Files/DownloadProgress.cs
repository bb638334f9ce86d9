namespace GroupChat.Agents.Models.Files;

/// <summary>How far a download is.</summary>
/// <param name="Received">Bytes that are here.</param>
/// <param name="Total">Bytes of the whole file; 0 when that is not known.</param>
internal readonly record struct DownloadProgress(long Received, long Total);
