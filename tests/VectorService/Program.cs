using GroupChat.Vectors.Tests.Kills;

namespace GroupChat.Vectors.Tests;

/// <summary>
/// The child process of the tests that is killed: <c>dotnet GroupChat.Vectors.Tests.dll write FOLDER SEED</c>,
/// <c>restore FOLDER SNAPSHOT COLLECTION</c> or <c>snapshots FOLDER</c>.
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
            _ => throw new ArgumentException("There is no such child."),
        });
        return 0;
    }
}
