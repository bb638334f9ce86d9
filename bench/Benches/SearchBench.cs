using System.Diagnostics;
using System.Globalization;
using GroupChat.Bench.Load;
using GroupChat.Bench.Search;
using GroupChat.Bench.Servers;

namespace GroupChat.Bench.Benches;

/// <summary>Searching a million messages in a thousand rooms, by somebody who reads all of them, a few, or one.</summary>
internal static class SearchBench
{
    private const int Rooms = 1000;
    private const int Waiting = 256;
    private const int Rounds = 3;
    private const string Baseline = "SQLite's own trigram index (FTS5) over the same texts, in process";

    /// <summary>Who searches, and every how many-th room they are in.</summary>
    private static readonly (string Name, int Stride)[] Callers = [("everywhere", 1), ("somewhere", 50), ("in-one-room", Rooms)];

    public static async Task RunAsync(bool quick)
    {
        var (count, each) = quick ? (100_000, 10) : (1_000_000, 30);
        var texts = new string[count];
        var corpus = new Corpus(seed: 7);
        for (var i = 0; i < count; i++)
            texts[i] = corpus.Next();
        await using var node = new SearchNode();
        using var table = new TrigramTable();
        await FillAsync(node, table, texts);
        await BuildAsync(node, table, count);
        await node.StartAsync();

        var random = new Random(11);
        var queries = SearchKind.All.SelectMany(kind => Queries(kind, texts, random, each)).ToList();
        var ours = await TimeAsync(queries, async (user, query) => await node.SearchAsync(user, query));
        var baseline = await TimeAsync(queries, (user, query) => table.SearchAsync(user, query));
        Report(ours, baseline, count, queries.Count);
    }

    private static async Task FillAsync(SearchNode node, TrigramTable table, string[] texts)
    {
        for (var room = 0; room < Rooms; room++)
        {
            var members = Callers.Where(caller => room % caller.Stride == 0).Select(caller => caller.Name).ToList();
            await node.CreateAsync(NameOf(room), "speaker", members);
            foreach (var member in members)
                await table.JoinAsync(member, room);
        }

        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Waiting).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < texts.Length;)
                await Task.WhenAll(node.PostAsync(NameOf(RoomOf(i)), "speaker", i, texts[i]), table.AddAsync(RoomOf(i), texts[i]));
        })));
    }

    private static async Task BuildAsync(SearchNode node, TrigramTable table, int count)
    {
        var (bytes, tableBytes) = (await node.BytesAsync(), await table.BytesAsync());
        var start = Stopwatch.GetTimestamp();
        if (await node.IndexAsync() != count)
            throw new InvalidOperationException("The index does not have every message.");
        var ours = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        await table.IndexAsync();
        var baseline = Stopwatch.GetElapsedTime(start);
        Print("index_per_second", count / ours.TotalSeconds, count / baseline.TotalSeconds, "messages/s", $"{count} messages, one thread");
        Print(
            "index_bytes",
            (double)(await node.BytesAsync() - bytes) / count,
            (double)(await table.BytesAsync() - tableBytes) / count,
            "bytes/message",
            $"{count} messages");
    }

    private static IEnumerable<(string Kind, string User, string Query)> Queries(SearchKind kind, string[] texts, Random random, int count)
    {
        for (var found = 0; found < count;)
        {
            if (kind.Cut(texts[random.Next(texts.Length)], random) is { } query)
                yield return (kind.Name, Callers[found++ % Callers.Length].Name, query);
        }
    }

    private static async Task<List<Sample>> TimeAsync(
        List<(string Kind, string User, string Query)> queries, Func<string, string, Task> search)
    {
        var samples = new List<Sample>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (kind, user, query) in queries)
            {
                var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                await search(user, query);
                if (round > 0) // the first one warms
                    samples.Add(new(kind, user, Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds));
            }
        }

        return samples;
    }

    private static void Report(List<Sample> ours, List<Sample> baseline, int messages, int queries)
    {
        var conditions = string.Create(
            CultureInfo.InvariantCulture, $"{messages} messages, {Rooms} rooms, {queries} queries of {SearchKind.All.Count} kinds, first page of 20, one after the other, over HTTP/2");
        Add("p50_ms", samples => Measure.Percentile(samples.Select(sample => sample.Milliseconds), 50), _ => true);
        Add("p99_ms", P99, _ => true);
        Add("cpu_ms", samples => samples.Average(sample => sample.Processor), _ => true);
        foreach (var (caller, _) in Callers)
            Add($"p99_ms, caller {caller}", P99, sample => sample.User == caller);
        foreach (var kind in SearchKind.All)
            Add($"p99_ms, {kind.Name}", P99, sample => sample.Kind == kind.Name);

        void Add(string name, Func<IEnumerable<Sample>, double> figure, Func<Sample, bool> isPart) =>
            Print(name, figure(ours.Where(isPart)), figure(baseline.Where(isPart)), "ms", conditions);
    }

    private static double P99(IEnumerable<Sample> samples) => Measure.Percentile(samples.Select(sample => sample.Milliseconds), 99);

    private static void Print(string name, double ours, double baseline, string unit, string conditions) =>
        new Figure("search-1m", name, ours, baseline, Baseline, unit, conditions).Print();

    // Some rooms are busy, most are not.
    private static int RoomOf(int message) => (int)(Rooms * Math.Pow(message * 0.6180339887498949 % 1, 2));

    private static string NameOf(int room) => string.Create(CultureInfo.InvariantCulture, $"room-{room}");

    /// <summary>One search.</summary>
    /// <param name="Kind">Of what was looked for.</param>
    /// <param name="User">Who looked.</param>
    /// <param name="Milliseconds">How long it took.</param>
    /// <param name="Processor">Milliseconds of processor time, both ends of the connection included.</param>
    private sealed record Sample(string Kind, string User, double Milliseconds, double Processor);
}
