using System.Text;
using GroupChat.ServiceDefaults.Storage;
using Paths = System.IO.Path;

namespace GroupChat.ServiceDefaults.Channels;

/// <summary>A fresh folder for one Unix domain socket, which only our own user may enter.</summary>
internal static class SocketFolder
{
    /// <summary>What folders begin with that lie among everybody's temporary files.</summary>
    public const string TempPrefix = "groupchat-run-";

    // sun_path has 108 bytes on Linux and 104 on macOS, and ends in a zero.
    private const int MaxPathBytes = 100;

    /// <param name="parent">Made when it is missing. Where the path would be too long for a socket the folder is a temporary one.</param>
    /// <param name="prefix">Of its name.</param>
    /// <param name="socket">Name of the socket that is to lie in it.</param>
    public static string Create(string parent, string prefix, string socket)
    {
        var folder = Paths.Combine(parent, prefix + Paths.GetRandomFileName());
        if (Encoding.UTF8.GetByteCount(Paths.Combine(folder, socket)) > MaxPathBytes)
            return Directory.CreateTempSubdirectory(TempPrefix).FullName;
        Directory.CreateDirectory(parent);
        return OwnerOnly.CreateFolder(folder).FullName;
    }

    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone with its data folder, or another user's. It holds nothing but a dead name.
        }
    }
}
