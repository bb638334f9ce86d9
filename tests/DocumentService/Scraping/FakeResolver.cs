using System.Net;
using GroupChat.Documents.Scraping;

namespace GroupChat.Documents.Tests.Scraping;

/// <summary>Names as the test says; what it does not know does not resolve.</summary>
internal sealed class FakeResolver : IHostResolver
{
    private readonly Dictionary<string, Queue<IPAddress[]>> _answers = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Asked { get; } = [];

    /// <summary>One answer after the other; the last one stays.</summary>
    public FakeResolver With(string host, params string[][] answers)
    {
        _answers[host] = new(answers.Select(answer => answer.Select(IPAddress.Parse).ToArray()));
        return this;
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Add(host);
        if (!_answers.TryGetValue(host, out var answers))
            return Task.FromResult<IPAddress[]>([]);
        return Task.FromResult(answers.Count > 1 ? answers.Dequeue() : answers.Peek());
    }
}
