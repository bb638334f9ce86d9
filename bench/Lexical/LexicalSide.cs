using System.Diagnostics;
using GroupChat.Bench.Hybrid;
using GroupChat.Bench.Load;

namespace GroupChat.Bench.Lexical;

/// <summary>An index of a set of passages, and what is measured of it. Processor times are in microseconds.</summary>
internal sealed class LexicalSide(IWordIndex index, DocumentSet set) : IAsyncDisposable
{
    private const int Nearest = 10;
    private const int Together = 10;

    private readonly string[] _texts = [.. set.Passages.Select(passage => passage.Text)];
    private readonly Random _random = new(9);

    public string Name => index.Name;

    public double Added { get; private set; }

    public double Changed { get; private set; }

    public double BytesOfPassage { get; private set; }

    /// <summary>The share of the queries asked last that found what is right.</summary>
    public double Hits { get; private set; }

    public double Asked { get; private set; }

    /// <summary>Queries a second beside writes, as a share of those without.</summary>
    public double ShareWhileWriting { get; private set; }

    /// <summary>The 99th percentile of a query beside writes, in milliseconds.</summary>
    public double WaitWhileWriting { get; private set; }

    public async Task FillAsync()
    {
        Added = await ProcessorAsync(_texts.Length, async () =>
        {
            await index.AddAsync(set.Passages);
            await index.KeepAsync();
        });
        BytesOfPassage = (double)await index.BytesAsync() / _texts.Length;
    }

    public async Task AskAsync(List<Question> questions, bool areNames)
    {
        var right = 0;
        Asked = await ProcessorAsync(questions.Count, async () =>
        {
            foreach (var question in questions)
                right += (await index.SearchAsync(question.Text, areNames, Nearest)).Any(question.IsRight) ? 1 : 0;
        });
        Hits = (double)right / questions.Count;
    }

    public async Task ChangeAsync(int count) => Changed = await ProcessorAsync(count, async () =>
    {
        for (var done = 0; done < count; done += Together)
            await index.ChangeAsync(Next());
        await index.KeepAsync();
    });

    /// <summary>Somebody asks for a while, and as long again while others write.</summary>
    public async Task WriteAsync(List<Question> questions, TimeSpan time, int perSecond)
    {
        var (alone, _) = await AskAsync(questions, time);
        using var end = new CancellationTokenSource();
        var writing = Task.Run(() => WriteAsync(perSecond, end.Token));
        (var beside, WaitWhileWriting) = await AskAsync(questions, time);
        await end.CancelAsync();
        await writing;
        ShareWhileWriting = beside / alone;
    }

    public ValueTask DisposeAsync() => index.DisposeAsync();

    private async Task WriteAsync(int perSecond, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)Together / perSecond));
        while (!cancellationToken.IsCancellationRequested)
        {
            await index.ChangeAsync(Next());
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task<(double PerSecond, double P99)> AskAsync(List<Question> questions, TimeSpan time)
    {
        var times = new List<double>();
        var begin = Stopwatch.GetTimestamp();
        for (var next = 0; Stopwatch.GetElapsedTime(begin) < time; next = (next + 1) % questions.Count)
        {
            var start = Stopwatch.GetTimestamp();
            await index.SearchAsync(questions[next].Text, isName: false, Nearest);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return (times.Count / Stopwatch.GetElapsedTime(begin).TotalSeconds, Measure.Percentile(times, 99));
    }

    // Each with the text of some other passage.
    private IWordIndex.Change[] Next()
    {
        var numbers = Enumerable.Range(0, Together).Select(_ => _random.Next(_texts.Length)).Distinct().ToArray();
        return Array.ConvertAll(numbers, number =>
        {
            var (old, text) = (_texts[number], set.Passages[_random.Next(_texts.Length)].Text);
            _texts[number] = text;
            return new IWordIndex.Change(number, old, text);
        });
    }

    private async Task<double> ProcessorAsync(int count, Func<Task> work)
    {
        var before = index.Processor;
        await work();
        return (index.Processor - before).TotalMicroseconds / count;
    }
}
