using System.Xml.Linq;

namespace GroupChat.Bench.Hybrid;

/// <summary>The comments that come with the .NET SDK: a section is a type, its members are what it says, its summary is the question.</summary>
internal static class ApiComments
{
    private const int MostTypes = 4_000;

    public static DocumentSet? Read()
    {
        var packs = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../packs/Microsoft.NETCore.App.Ref"));
        var files = Directory.Exists(packs)
            ? Directory.EnumerateFiles(packs, "System.*.xml", SearchOption.AllDirectories)
                .Where(file => !file.Contains("Intrinsics", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray()
            : [];
        if (files.Length == 0)
            return null;
        var types = files.SelectMany(file => XDocument.Load(file).Descendants("member")).GroupBy(TypeOf).ToArray();
        var set = new DocumentSet("dotnet");
        foreach (var type in DocumentSet.Spread(types, MostTypes))
            Read(set, type);
        return set;
    }

    private static void Read(DocumentSet set, IGrouping<string, XElement> type)
    {
        var itself = type.FirstOrDefault(member => NameOf(member).StartsWith("T:", StringComparison.Ordinal));
        if (itself?.Element("summary") is { } summary)
            set.Add(type.Key, Text(summary), type.Where(member => member != itself).Select(member => $"{Shown(NameOf(member))} {Text(member)}"));
    }

    private static string NameOf(XElement member) => member.Attribute("name")?.Value ?? "";

    private static string TypeOf(XElement member)
    {
        var name = Shown(NameOf(member));
        return NameOf(member).StartsWith("T:", StringComparison.Ordinal) || !name.Contains('.', StringComparison.Ordinal) ? name : name[..name.LastIndexOf('.')];
    }

    /// <summary>Without kind, parameters and generic arity.</summary>
    private static string Shown(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(', '`')[0].Replace("#ctor", "new", StringComparison.Ordinal);

    private static string Text(XElement element) => string.Join(' ', Pieces(element).SelectMany(piece => piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static IEnumerable<string> Pieces(XNode node) => node switch
    {
        XText text => [text.Value],
        XElement { HasElements: false, IsEmpty: true } empty => [Shown((empty.Attribute("cref") ?? empty.Attribute("name") ?? empty.Attribute("langword"))?.Value ?? "")],
        XElement element => element.Nodes().SelectMany(Pieces),
        _ => [],
    };
}
