using System.Runtime.CompilerServices;

namespace GroupChat.Documents.Tests;

/// <summary>Real documents: this project's own.</summary>
internal static class Samples
{
    public static string DocsFolder { get; } = Find();

    private static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs"));
}
