using GroupChat.Agents.Llama.State;

namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// Keeps on the disk what the context has no room for, in blocks of so many tokens, and reads it back when the room's next prompt
/// begins like that. The engine's thread copies one block at a time, between two steps; the disk is waited for elsewhere.
/// </summary>
internal sealed class PromptKeeper : IAsyncDisposable
{
    private const long BlockBytes = 4 << 20;
    private const int LeastTokens = 16;
    private const int MostTokens = 128;

    private static readonly TimeSpan TimeToGo = TimeSpan.FromSeconds(1);

    private readonly StateFolder _folder;
    private readonly byte[] _model;
    private readonly ContextStates _states;
    private readonly SequencePool _pool;
    private readonly PrefillPace _pace;
    private readonly BlockWriter _writer;
    private readonly Action _wake;
    private readonly TimeProvider _time;
    private readonly long _bytes;
    private bool _isOff;

    public PromptKeeper(StateFolder folder, byte[] model, ContextStates states, SequencePool pool, PrefillPace pace, long bytesPerToken, Action wake, TimeProvider time)
    {
        (_folder, _model, _states, _pool, _pace, _wake, _time) = (folder, model, states, pool, pace, wake, time);
        Tokens = TokensOf(bytesPerToken);
        // Twice what it should be, and its places: room for a layout with more in it.
        _bytes = (2 * bytesPerToken * Tokens) + (64 * Tokens) + 65_536;
        _writer = new BlockWriter(folder);
    }

    /// <summary>Of a block.</summary>
    public int Tokens { get; }

    /// <summary>
    /// Begins to read what lies on the disk of the request's prompt beyond what is known, if there is anything. Returns how much of
    /// what is known may be used: blocks begin where others end.
    /// </summary>
    public int Plan(Generation next, int known)
    {
        var (first, last) = (known / Tokens, (next.Tokens.Count - 1) / Tokens);
        if (_isOff || !_pool.Shares || !next.Prefix.IsShared || last <= first)
            return known;
        var names = new List<string>(last);
        Name(names, next.Prefix, next.Tokens, last);
        var end = first;
        while (end < last && _folder.Has(names[end]))
            end++;
        if (end * Tokens <= known)
            return known;
        next.Read(new BlockReader(_folder, [.. names[first..end]], _bytes, _pace.For(Tokens), _time, _wake));
        return first * Tokens;
    }

    /// <summary>Puts back what has come from the disk, a block for each request; false when nothing has.</summary>
    public bool Advance(IReadOnlyList<Generation> members, Action<Generation, int> known)
    {
        var moved = false;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i] is { Reader: { } reader } member)
                moved |= Advance(member, reader, known);
        }
        return moved;
    }

    /// <summary>The end of this sequence goes: what the writer takes of it is kept.</summary>
    public void Going(Sequence sequence)
    {
        while (SaveNext(sequence))
            continue;
    }

    /// <summary>Keeps a block of what would go next, while there is nothing better to do; false when there is none.</summary>
    public bool SaveAhead() => _pool.NextToGo is { } sequence && SaveNext(sequence);

    /// <summary>Keeps all that the context knows, the latest first, as far as a second allows.</summary>
    public void SaveAll()
    {
        var begin = _time.GetTimestamp();
        foreach (var sequence in _pool.Kept)
        {
            while (_time.GetElapsedTime(begin) < TimeToGo && Take(sequence) is var (name, content))
            {
                BlockFile.Seal(_folder.Secret, name, content);
                _folder.Write(name, content);
            }
        }
    }

    /// <summary>Returns when everything is written.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private bool Advance(Generation member, BlockReader reader, Action<Generation, int> known)
    {
        if (reader.Take() is not { } content)
        {
            if (reader.IsOver)
                member.StopReading();
            return reader.IsOver;
        }
        var sequence = member.Sequence!;
        var first = sequence.Held;
        if (!_states.Restore(sequence.Id, content, first, Tokens))
        {
            member.StopReading();
            return true;
        }
        for (var i = 0; i < Tokens; i++)
            _pool.Append(sequence, member.Tokens[first + i]);
        sequence.Saved = sequence.Held / Tokens;
        known(member, Tokens);
        if (reader.Taken == reader.Count)
            member.StopReading();
        return true;
    }

    private bool SaveNext(Sequence sequence)
    {
        if (!_writer.Takes(_bytes) || Take(sequence) is not var (name, content))
            return false;
        _writer.Add(name, content);
        return true;
    }

    // The next block of the sequence that is not on the disk.
    private (string Name, byte[] Content)? Take(Sequence sequence)
    {
        var count = sequence.Held / Tokens;
        if (_isOff || !sequence.Prefix.IsShared || sequence.Saved >= count)
            return null;
        var names = sequence.BlockNames;
        Name(names, sequence.Prefix, sequence.Tokens, count);
        while (sequence.Saved < count && _folder.Has(names[sequence.Saved]))
            sequence.Saved++;
        if (sequence.Saved == count)
            return null;
        var content = _states.Save(sequence.Id, sequence.Saved * Tokens, Tokens);
        _isOff = content is null;
        return content is null ? null : (names[sequence.Saved++], content);
    }

    private void Name(List<string> names, PrefixKey prefix, List<int> tokens, int count) =>
        BlockNames.Extend(names, _folder.Secret, _model, prefix, tokens, Tokens, count);

    private static int TokensOf(long bytesPerToken)
    {
        var tokens = MostTokens;
        while (tokens > LeastTokens && tokens * bytesPerToken > BlockBytes)
            tokens /= 2;
        return tokens;
    }
}
