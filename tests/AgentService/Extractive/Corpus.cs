using System.Text;
using GroupChat.Agents.Extractive;
using GroupChat.Agents.Models;

namespace GroupChat.Agents.Tests.Extractive;

/// <summary>Four texts as a small team would write them, cut at their headings, and a plain search over them.</summary>
internal static class Corpus
{
    private static readonly string[] Names = ["operations.md", "streams.md", "documents.md", "faq.md"];

    public static IReadOnlyList<PassageContent> Passages { get; } = [.. Names.SelectMany(name => Cut(name, Read(name)))];

    /// <summary>The ten passages with the most of the question's words in them, rare words first.</summary>
    public static List<PassageContent> Search(string question)
    {
        var words = Stems(question);
        var found = Passages.ToDictionary(static passage => passage, static passage => Stems($"{passage.Title} {passage.Text}"));
        return [.. Passages.OrderByDescending(Score).Take(10)];

        double Score(PassageContent passage) => words.Where(found[passage].Contains)
            .Sum(word => Math.Log(1 + (found.Count / (1.0 + found.Values.Count(has => has.Contains(word))))));
    }

    public static string Read(string name)
    {
        using var stream = typeof(Corpus).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    public static IEnumerable<PassageContent> Cut(string name, string text)
    {
        var title = text[2..text.IndexOf('\n', StringComparison.Ordinal)];
        for (var start = 0; start < text.Length;)
        {
            var next = text.IndexOf("\n## ", start, StringComparison.Ordinal);
            var end = next < 0 ? text.Length : next + 1;
            var heading = text[start..text.IndexOf('\n', start)].TrimStart('#', ' ');
            yield return new PassageContent
            {
                PassageId = $"{name}#{start}",
                DocumentId = name,
                Title = title,
                HeadingPath = start == 0 ? [title] : [title, heading],
                Text = text[start..end].Trim(),
                ByteOffset = Encoding.UTF8.GetByteCount(text.AsSpan(0, start)),
            };
            start = end;
        }
    }

    private static HashSet<string> Stems(string text) => [.. TermReader.Read(text).Select(static term => term.Stem)];
}
