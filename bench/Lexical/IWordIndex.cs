using GroupChat.Bench.Hybrid;

namespace GroupChat.Bench.Lexical;

/// <summary>One way to find passages by their words. Passages have numbers, from 0.</summary>
internal interface IWordIndex : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Processor time so far, of every process that has a part in it.</summary>
    TimeSpan Processor { get; }

    Task AddAsync(IReadOnlyList<Passage> passages);

    /// <summary>Gives passages other texts, in one write.</summary>
    Task ChangeAsync(IReadOnlyList<Change> changes);

    /// <summary>What is put off until there is time for it.</summary>
    Task KeepAsync();

    /// <summary>The numbers of the best passages.</summary>
    /// <param name="query">Words, or a name of code.</param>
    /// <param name="isName">Whether it is a name, to be found as it is.</param>
    /// <param name="limit">So many at most.</param>
    Task<List<int>> SearchAsync(string query, bool isName, int limit);

    /// <summary>Of the index alone, without the texts.</summary>
    Task<long> BytesAsync();

    /// <summary>A passage that has another text now.</summary>
    internal readonly record struct Change(int Number, string Old, string New);
}
