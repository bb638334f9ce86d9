using GroupChat.Vectors.Tests.Kills;
using GroupChat.Vectors.Tests.Qdrant.Double;

namespace GroupChat.Vectors.Tests;

/// <summary>
/// The child process of the tests that is killed: <c>dotnet GroupChat.Vectors.Tests.dll write FOLDER SEED</c>,
/// <c>restore FOLDER SNAPSHOT COLLECTION</c> or <c>snapshots FOLDER</c>. And for people <c>qdrant [KEY]</c>: the double of Qdrant, until
/// its input ends.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        await (args switch
        {
            ["write", var folder, var seed] => WritingChild.RunAsync(folder, int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)),
            ["restore", var folder, var snapshot, var target] => SnapshotChild.RestoreAsync(folder, snapshot, target),
            ["snapshots", var folder] => SnapshotChild.TakeAsync(folder),
            ["qdrant", .. var key] => ServeAsync(key.FirstOrDefault("")),
            _ => throw new ArgumentException("There is no such child."),
        });
        return 0;
    }

    private static async Task ServeAsync(string key)
    {
        await using var server = await QdrantDouble.StartAsync(key);
        Console.Out.WriteLine(server.Address);
        await Console.In.ReadToEndAsync();
    }
}
