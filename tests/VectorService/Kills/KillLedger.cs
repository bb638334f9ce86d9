using System.Globalization;

namespace GroupChat.Vectors.Tests.Kills;

/// <summary>
/// What the children said: for each point the write that was acknowledged last, 0 where that deleted it, and the one that may or may
/// not have taken place when the child was killed.
/// </summary>
internal sealed class KillLedger
{
    private readonly Dictionary<string, int> _certain = [];
    private readonly Dictionary<string, int> _begun = [];

    public int Acknowledged { get; private set; }

    /// <summary>Takes a line down; one that the kill cut off says nothing.</summary>
    public void Add(string line)
    {
        if (!line.EndsWith('.'))
            return;
        var words = line[..^1].Split(' ');
        var (writer, write) = (int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
        foreach (var id in words[3].Split(',').Select(id => WritingChild.Id(writer, int.Parse(id, CultureInfo.InvariantCulture))))
        {
            if (words[0] == "begin")
            {
                _begun[id] = write;
                continue;
            }

            _certain[id] = write;
            _begun.Remove(id);
            Acknowledged++;
        }
    }

    /// <summary>Compares with what is stored, and takes that as certain from now on.</summary>
    public void Settle(IReadOnlyDictionary<string, int> stored)
    {
        foreach (var id in _certain.Keys.Concat(_begun.Keys).Concat(stored.Keys).ToHashSet())
        {
            var (found, was) = (stored.GetValueOrDefault(id), _certain.GetValueOrDefault(id));
            Assert.True(found == was || (_begun.TryGetValue(id, out var begun) && found == begun), $"{id} is of write {found}, acknowledged was {was}");
            _certain[id] = found;
        }

        _begun.Clear();
    }
}
