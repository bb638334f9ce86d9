using System.Collections.Concurrent;
using GroupChat.Chat.Bus;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>Remembers what was heard.</summary>
internal sealed class Ears : IBusListener
{
    private readonly ConcurrentQueue<BusNote> _notes = new();
    private int _missed;

    public IReadOnlyCollection<BusNote> Notes => _notes;

    public int Misses => Volatile.Read(ref _missed);

    public void Heard(BusNote note) => _notes.Enqueue(note);

    public void Missed() => Interlocked.Increment(ref _missed);
}
