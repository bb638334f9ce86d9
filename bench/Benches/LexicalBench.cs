using GroupChat.Bench.Hybrid;
using GroupChat.Bench.Lexical;

namespace GroupChat.Bench.Benches;

/// <summary>
/// The lexical lane's own index beside those that the databases bring along: what each finds, and what it costs to ask, to fill and
/// to change. Translated manual pages are there for scripts without spaces.
/// </summary>
internal static class LexicalBench
{
    private const int Warming = 20;
    private const int WritesPerSecond = 500;

    public static async Task RunAsync(bool quick)
    {
        var sets = HybridBench.Sets().Append(ManualPages.Read("japanese", "ja")).Append(ManualPages.Read("chinese", "zh_CN", "zh_TW"))
            .OfType<DocumentSet>().Where(set => set.Passages.Count >= 1_000).ToList();
        if (sets.Count == 0)
            throw new InvalidOperationException($"There is no documentation here to search: install one of Debian's {HybridBench.Install}, manpages-ja or manpages-zh.");
        await WarmAsync(sets[0]);
        foreach (var set in sets)
            await RunAsync(set, quick);
    }

    // What is compiled once is compiled before.
    private static async Task WarmAsync(DocumentSet set)
    {
        for (var time = 0; time < 3; time++)
        {
            await using var warm = new LexicalSide(new OwnWords(), set);
            await warm.FillAsync();
            await warm.AskAsync(set.Questions(200), areNames: false);
            await warm.ChangeAsync(500);
        }
    }

    private static async Task RunAsync(DocumentSet set, bool quick)
    {
        var most = quick ? 200 : 1_000;
        var (questions, names) = (set.Questions(most), set.Identifiers(most));
        Console.Error.WriteLine($"{set.Name}: {set.Passages.Count} passages, {questions.Count} questions, {names.Count} names of code");
        var sides = new List<LexicalSide>();
        try
        {
            // One after the other: the memory of ours is counted while nothing else is made.
            foreach (var open in Openers())
            {
                sides.Add(new LexicalSide(await open(), set));
                await sides[^1].FillAsync();
            }

            await AskAsync(set, sides, questions, names);
            foreach (var side in sides)
                await side.ChangeAsync(quick ? 500 : 2_000);
            foreach (var side in sides)
                await side.WriteAsync(questions, TimeSpan.FromSeconds(quick ? 1 : 3), WritesPerSecond);
            Report(set, sides);
        }
        finally
        {
            foreach (var side in sides)
                await side.DisposeAsync();
        }
    }

    private static IEnumerable<Func<Task<IWordIndex>>> Openers() =>
    [
        () => Task.FromResult<IWordIndex>(new OwnWords()),
        () => Task.FromResult<IWordIndex>(new SqliteWords("fts5", "porter unicode61", Words.Of)),
        () => Task.FromResult<IWordIndex>(new SqliteWords("fts5_trigram", "trigram", Words.Threes)),
        async () => await PostgresWords.StartAsync(),
    ];

    private static async Task AskAsync(DocumentSet set, List<LexicalSide> sides, List<Question> questions, List<Question> names)
    {
        await ReportAsync("hit10", questions, areNames: false);
        await ReportAsync("identifiers", names, areNames: true);

        async Task ReportAsync(string figure, List<Question> asked, bool areNames)
        {
            if (asked.Count == 0)
                return;
            foreach (var side in sides)
            {
                await side.AskAsync([.. DocumentSet.Spread(asked, Warming)], areNames);
                await side.AskAsync(asked, areNames);
            }

            var conditions = FormattableString.Invariant($"{set.Passages.Count} passages, {asked.Count} queries");
            Print(sides, $"{figure}_{set.Name}", side => side.Hits, "share", conditions);
            Print(sides, $"{(areNames ? "name" : "query")}_cpu_{set.Name}", side => side.Asked, "us", conditions);
        }
    }

    private static void Report(DocumentSet set, List<LexicalSide> sides)
    {
        var conditions = FormattableString.Invariant($"{set.Passages.Count} passages");
        Print(sides, $"add_cpu_{set.Name}", side => side.Added, "us/passage", conditions);
        Print(sides, $"change_cpu_{set.Name}", side => side.Changed, "us/passage", conditions);
        Print(sides, $"bytes_{set.Name}", side => side.BytesOfPassage, "bytes/passage", conditions + ", the texts themselves left out");
        var writing = FormattableString.Invariant($"{conditions}, {WritesPerSecond} changes a second in tens");
        Print(sides, $"qps_writing_{set.Name}", side => side.ShareWhileWriting, "share of those without writes", writing);
        Print(sides, $"p99_writing_{set.Name}", side => side.WaitWhileWriting, "ms", writing);
    }

    private static void Print(List<LexicalSide> sides, string figure, Func<LexicalSide, double> of, string unit, string conditions)
    {
        foreach (var other in sides.Skip(1))
            new Figure("lexical", $"{figure}_over_{other.Name}", of(sides[0]), of(other), other.Name, unit, conditions).Print();
    }
}
