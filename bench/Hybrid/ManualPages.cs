using System.IO.Compression;
using System.Text.RegularExpressions;

namespace GroupChat.Bench.Hybrid;

/// <summary>The machine's manual pages, without their markup: what a page is for, by its first line, is the question.</summary>
internal static partial class ManualPages
{
    private const string Folder = "/usr/share/man";
    private const int MostPages = 2_700;

    /// <param name="name">Of the set.</param>
    /// <param name="languages">Folders of translations; none: those in English.</param>
    public static DocumentSet? Read(string name, params string[] languages)
    {
        string[] folders = languages.Length == 0 ? [Folder] : [.. languages.Select(language => Path.Combine(Folder, language)).Where(Directory.Exists)];
        var files = folders.Any(Directory.Exists)
            ? folders.SelectMany(folder => Directory.EnumerateDirectories(folder, "man?")).Order(StringComparer.Ordinal).SelectMany(Directory.EnumerateFiles)
                .Where(file => new FileInfo(file) is { LinkTarget: null, Length: > 400 }).Order(StringComparer.Ordinal).ToArray()
            : [];
        if (files.Length == 0)
            return null;
        var set = new DocumentSet(name);
        foreach (var file in DocumentSet.Spread(files, MostPages))
            Read(set, file, Lines(file));
        return set;
    }

    private static void Read(DocumentSet set, string page, IEnumerable<string> lines)
    {
        var (sections, purpose, paragraphs) = (0, "", new List<string> { "" });
        foreach (var line in lines)
        {
            if (Heading().IsMatch(line))
                sections++; // the first is the name, in whatever language
            else if (sections == 1 && Purpose().Match(line) is { Success: true } said)
                purpose = Plain(said.Groups[1].Value);
            else if (sections < 2 || line.StartsWith(".\\\"", StringComparison.Ordinal))
                continue;
            else if (Break().IsMatch(line) || line.Length == 0)
                paragraphs.Add("");
            else
                paragraphs[^1] = $"{paragraphs[^1]} {Plain(Macro().Replace(line, ""))}".Trim();
        }

        if (purpose.Length > 0)
            set.Add(page, purpose, paragraphs.Where(text => text.Length > 0));
    }

    private static List<string> Lines(string file)
    {
        using Stream bytes = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
        using var reader = new StreamReader(bytes);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    private static string Plain(string line) => Escape().Replace(Font().Replace(line, ""), match => match.Value switch
    {
        "\\-" or "\\(hy" or "\\(em" or "\\(en" => "-",
        "\\(aq" or "\\(cq" or "\\(oq" => "'",
        "\\(lq" or "\\(rq" or "\\(dq" => "\"",
        "\\e" => "\\",
        _ => match.Value.StartsWith("\\ ", StringComparison.Ordinal) ? " " : "",
    });

    [GeneratedRegex(@"^\.\s*S[Hh]\s+(.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?:^\.Nd\s+|\s(?:\\?-|\\\(em|\\\(en)\s+)(.+)$")]
    private static partial Regex Purpose();

    [GeneratedRegex(@"^\.\s*(PP|P|LP|TP|IP|SS|Ss|Pp|sp|HP|It|br)\b.*$")]
    private static partial Regex Break();

    [GeneratedRegex(@"^[.']\s*[A-Za-z]{1,3}\b\s?")]
    private static partial Regex Macro();

    [GeneratedRegex(@"\\f(\[[^\]]*\]|\([A-Za-z]{2}|.)|\\s[-+]?\d|\\m\[[^\]]*\]|\\X'[^']*'")]
    private static partial Regex Font();

    [GeneratedRegex(@"\\(\([a-z]{2}|\[[^\]]*\]|\*\(..|.)")]
    private static partial Regex Escape();
}
