using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace GroupChat.Architecture.Tests;

/// <summary>The repository as files: projects, their references and the using lines of their sources.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories);

    public static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    public static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    public static IEnumerable<string> Usings(string source) =>
        File.ReadLines(source)
            .Where(line => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';'))
            .Select(line => line["using ".Length..].TrimEnd(';').Replace("static ", "", StringComparison.Ordinal).Split('=')[^1].Trim());

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
