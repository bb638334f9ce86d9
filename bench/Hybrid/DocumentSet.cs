namespace GroupChat.Bench.Hybrid;

/// <summary>
/// Passages of one kind of documentation, and the titles of their sections as questions. A title is in no passage of its section: it
/// is found by what the section says.
/// </summary>
internal sealed class DocumentSet(string name)
{
    private const int Together = 900;
    private const int LeastText = 80;

    private readonly List<Passage> _passages = [];
    private readonly List<(string Section, string Title)> _titles = [];

    public string Name => name;

    public IReadOnlyList<Passage> Passages => _passages;

    /// <summary>Adds a section; paragraphs are put together to passages of about 900 characters.</summary>
    public void Add(string section, string title, IEnumerable<string> paragraphs)
    {
        var (text, first) = ("", _passages.Count);
        foreach (var paragraph in paragraphs)
        {
            if (text.Length > 0 && text.Length + paragraph.Length > Together)
                (text, _) = ("", AddPassage(section, text));
            text = text.Length == 0 ? paragraph : $"{text}\n{paragraph}";
        }

        AddPassage(section, text);
        if (_passages.Count > first)
            _titles.Add((section, title));
    }

    /// <summary>Titles of at least two words that no other section has: "Notes" asks for nothing.</summary>
    public List<Question> Questions(int most)
    {
        var usable = _titles.GroupBy(title => title.Title, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() == 1).Select(group => group.First())
            .Where(title => Words.Of(title.Title).Sum(Words.Counted) >= 2).ToArray();
        return [.. Spread(usable, most).Select(title => new Question(title.Title, found => _passages[found].Section == title.Section))];
    }

    /// <summary>Names of code that at most three passages have.</summary>
    public List<Question> Identifiers(int most)
    {
        var where = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        for (var i = 0; i < _passages.Count; i++)
        {
            foreach (var one in Words.Identifiers(_passages[i].Text))
                (where.TryGetValue(one, out var having) ? having : where[one] = []).Add(i);
        }

        var rare = where.Where(pair => pair.Value.Count <= 3).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        return [.. Spread(rare, most).Select(pair => new Question(pair.Key, pair.Value.Contains))];
    }

    /// <summary>So many at most, evenly from beginning to end.</summary>
    public static IEnumerable<T> Spread<T>(IReadOnlyList<T> all, int most) =>
        all.Count <= most ? all : Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)]);

    private bool AddPassage(string section, string text)
    {
        // A long listing is cut: an embedder would cut it too.
        if (text.Length >= LeastText)
            _passages.Add(new Passage(section, text.Length > 3 * Together ? text[..(3 * Together)] : text));
        return text.Length >= LeastText;
    }
}
