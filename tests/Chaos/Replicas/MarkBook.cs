using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>How far the members of a replica have come, as the log tells it: a message tells that its author has read it.</summary>
internal sealed class MarkBook
{
    private readonly Dictionary<string, (long Delivered, long Read)> _marks = [];

    public IEnumerable<ReadMark> All => _marks.Select(mark =>
        new ReadMark { UserId = mark.Key, DeliveredSequence = mark.Value.Delivered, ReadSequence = mark.Value.Read });

    public void Raise(string user, long delivered, long read)
    {
        var before = _marks.GetValueOrDefault(user);
        _marks[user] = (Math.Max(before.Delivered, delivered), Math.Max(before.Read, read));
    }

    /// <summary>Whoever leaves takes their mark with them.</summary>
    public void Forget(string user) => _marks.Remove(user);
}
