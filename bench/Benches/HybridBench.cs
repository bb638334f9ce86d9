using System.Diagnostics;
using GroupChat.Bench.Hybrid;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Contracts.Vector.V1;

namespace GroupChat.Bench.Benches;

/// <summary>
/// How often what was asked for is among the first ten, over documentation that lies on this machine: titles of sections as questions,
/// the same mistyped, and names of code. Through the service, against BM25 alone.
/// </summary>
internal static class HybridBench
{
    private const int Nearest = 10;
    private const string Baseline = "BM25 of SQLite's FTS5 with Porter's stemmer";
    public const string Install = "postgresql-doc, python3-doc, manpages or manpages-dev";

    public static async Task RunAsync(bool quick)
    {
        var sets = Sets().OfType<DocumentSet>().Where(set => set.Passages.Count >= 1_000).ToList();
        if (sets.Count == 0)
            throw new InvalidOperationException($"There is no documentation here to search: install one of Debian's {Install}.");
        await using var node = await VectorNode.StartAsync();
        foreach (var set in sets)
            await RunAsync(node, set, quick ? 200 : 1_000);
    }

    /// <summary>What there is; null where it is not installed.</summary>
    public static IEnumerable<DocumentSet?> Sets()
    {
        var postgres = Directory.EnumerateDirectories("/usr/share/doc", "postgresql-doc-*").Order(StringComparer.Ordinal).LastOrDefault("");
        var python = Directory.EnumerateDirectories("/usr/share/doc", "python3.*").Order(StringComparer.Ordinal)
            .LastOrDefault(folder => Directory.Exists(Path.Combine(folder, "html")), "");
        yield return HtmlPages.Read("postgresql", Path.Combine(postgres, "html"));
        yield return HtmlPages.Read("python", Path.Combine(python, "html"));
        yield return ManualPages.Read("man");
        yield return ApiComments.Read();
    }

    private static async Task RunAsync(VectorNode node, DocumentSet set, int most)
    {
        using var table = new WordTable();
        await table.AddAsync(set.Passages);
        await node.AddAsync(set.Name, set.Passages.Select(passage => passage.Text));
        var random = new Random(5);
        var questions = set.Questions(most);
        var identifiers = set.Identifiers(most);
        Console.Error.WriteLine($"{set.Name}: {set.Passages.Count} passages, {questions.Count} questions, {identifiers.Count} names of code");
        await ReportAsync("hit10", questions, SearchMode.Hybrid, Words.Of);
        await ReportAsync("hit10_lexical", questions, SearchMode.Lexical, Words.Of);
        await ReportAsync("hit10_one_mistyped", Mistyped(questions, random, everyWord: false), SearchMode.Hybrid, Words.Of);
        await ReportAsync("hit10_all_mistyped", Mistyped(questions, random, everyWord: true), SearchMode.Hybrid, Words.Of);
        await ReportAsync("identifiers_lexical", identifiers, SearchMode.Lexical, name => [name]);
        await ReportAsync("identifiers", identifiers, SearchMode.Hybrid, name => [name]);

        async Task ReportAsync(string figure, List<Question> asked, SearchMode mode, Func<string, IEnumerable<string>> words)
        {
            var times = new List<double>();
            var ours = await ShareAsync(asked, text => TimedAsync(times, () => node.SearchAsync(set.Name, text, mode, Nearest)));
            var theirs = await ShareAsync(asked, text => table.SearchAsync(words(text), Nearest));
            var conditions = FormattableString.Invariant($"{set.Passages.Count} passages, {asked.Count} queries, first {Nearest}, over HTTP/2, median {Measure.Percentile(times, 50):F1} ms");
            new Figure("hybrid", $"{figure}_{set.Name}", ours, theirs, Baseline, "share", conditions).Print();
        }
    }

    private static List<Question> Mistyped(List<Question> questions, Random random, bool everyWord) =>
    [
        .. questions.Select(question => (question, Text: Words.Misspelled(question.Text, random, everyWord)))
            .Where(one => one.Text is not null).Select(one => one.question with { Text = one.Text! }),
    ];

    private static async Task<double> ShareAsync(List<Question> questions, Func<string, Task<List<int>>> search)
    {
        var right = 0;
        foreach (var question in questions)
            right += (await search(question.Text)).Any(question.IsRight) ? 1 : 0;
        return (double)right / questions.Count;
    }

    private static async Task<List<int>> TimedAsync(List<double> times, Func<Task<List<int>>> search)
    {
        var start = Stopwatch.GetTimestamp();
        var found = await search();
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return found;
    }
}
