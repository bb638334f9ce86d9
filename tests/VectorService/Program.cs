using GroupChat.Vectors.Tests.Kills;

namespace GroupChat.Vectors.Tests;

/// <summary>The child process of the tests that is killed: <c>dotnet GroupChat.Vectors.Tests.dll write FOLDER SEED</c>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not ["write", var folder, var seed])
            return 2;
        await WritingChild.RunAsync(folder, int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    }
}
