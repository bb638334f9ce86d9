using System.Security.Cryptography;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>Names and hashes of the files in a folder. A log's index (-shm) is left out: it is scratch space.</summary>
internal static class FolderSnapshot
{
    public static Dictionary<string, string> Of(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
        .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
