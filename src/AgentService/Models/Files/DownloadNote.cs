using System.Text.Json;

namespace GroupChat.Agents.Models.Files;

/// <summary>What is known of a file that has come in part. It is what the checksum says, whatever address it came from.</summary>
/// <param name="Sha256">Of the whole file.</param>
/// <param name="Tag">By which its server knows this version of it; empty when it named none that is strong.</param>
/// <param name="Total">Bytes of the whole file; 0 when that is not known.</param>
internal sealed record DownloadNote(string Sha256, string Tag, long Total)
{
    private const int MostBytes = 4_096;

    /// <summary>Null when there is none, or none that can be read: then the file is fetched anew.</summary>
    public static DownloadNote? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MostBytes } file
                ? JsonSerializer.Deserialize<DownloadNote>(File.ReadAllBytes(file.FullName)) is { Sha256: not null, Tag: not null, Total: >= 0 } note ? note : null
                : null;
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Save(string path)
    {
        var fresh = path + ".new";
        File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(fresh, path, overwrite: true);
    }
}
