using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Files;

/// <summary>Where index files lie: a folder for each collection, in it one for each tenant, in it files that are numbered upwards.</summary>
internal sealed class IndexPlaces(string root)
{
    private const string Suffix = ".index";

    public static string NameOf(long collection) => collection.ToString(CultureInfo.InvariantCulture);

    public static string NameOfFile(long number) => number.ToString("x16", CultureInfo.InvariantCulture) + Suffix;

    public string FolderOf(long collection) => Path.Combine(root, NameOf(collection));

    // By a digest, because a tenant's name may be anything; the file says in full whose it is.
    public string FolderOf(TenantAddress address) => Path.Combine(
        FolderOf(address.Key), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Tenant)).AsSpan(0, 16)));

    /// <summary>Newest first.</summary>
    public List<(string Path, long Number)> FilesOf(TenantAddress address)
    {
        var folder = FolderOf(address);
        if (!Directory.Exists(folder))
            return [];
        var files = Directory.EnumerateFiles(folder, "*" + Suffix).Select(path => (Path: path, Number: NumberOf(path)));
        return [.. files.Where(file => file.Number > 0).OrderByDescending(file => file.Number)];
    }

    /// <summary>Bytes on disk; what goes while it is looked at may or may not be counted.</summary>
    public long BytesOf(long collection)
    {
        try
        {
            return new DirectoryInfo(FolderOf(collection)).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
        }
        catch (IOException)
        {
            return 0; // not there yet, or not any more
        }
    }

    private static long NumberOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
