using System.IO.Compression;
using System.Text.RegularExpressions;

namespace GroupChat.Bench.Hybrid;

/// <summary>The machine's manual pages, without their markup: what a page is for, by its first line, is the question.</summary>
internal static partial class ManualPages
{
    private const string Folder = "/usr/share/man";
    private const int MostPages = 2_700;

    public static DocumentSet? Read()
    {
        var files = Directory.Exists(Folder)
            ? Directory.EnumerateDirectories(Folder, "man?").Order(StringComparer.Ordinal).SelectMany(Directory.EnumerateFiles)
                .Where(file => new FileInfo(file) is { LinkTarget: null, Length: > 400 }).Order(StringComparer.Ordinal).ToArray()
            : [];
        if (files.Length == 0)
            return null;
        var set = new DocumentSet("man");
        foreach (var file in DocumentSet.Spread(files, MostPages))
            Read(set, Path.GetFileName(file), Lines(file));
        return set;
    }

    private static void Read(DocumentSet set, string page, IEnumerable<string> lines)
    {
        var (heading, purpose, paragraphs) = ("", "", new List<string> { "" });
        foreach (var line in lines)
        {
            if (Heading().Match(line) is { Success: true } begins)
                heading = Plain(begins.Groups[1].Value).Trim('"', ' ').ToUpperInvariant();
            else if (heading is "NAME" && Purpose().Match(line) is { Success: true } said)
                purpose = Plain(said.Groups[1].Value);
            else if (heading is "" or "NAME" || line.StartsWith(".\\\"", StringComparison.Ordinal))
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
