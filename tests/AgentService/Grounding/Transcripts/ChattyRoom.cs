using GroupChat.Agents.Grounding;
using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Tests.Grounding.Transcripts;

/// <summary>A room in memory in which things are said, edited and deleted, with documents that come and go.</summary>
internal sealed class ChattyRoom : IConversation, IPassageReader
{
    private readonly List<RoomMessage> _messages = [];
    private readonly List<string> _changes = [];
    private readonly Dictionary<string, PassageContent> _passages = [];
    private long _sequence;

    public IReadOnlyList<RoomMessage> Messages => _messages;

    public HashSet<string> Pinned { get; } = [];

    public RoomMessage Say(string text, string author = "u1", bool agent = false, IReadOnlyDictionary<int, string>? sources = null)
    {
        var said = new RoomMessage(author, author, text) { MessageId = $"m{++_sequence}", Sequence = _sequence, IsAgent = agent };
        _messages.Add(sources is null ? said : said with { Sources = sources });
        return _messages[^1];
    }

    public void Edit(string id, string text)
    {
        var at = _messages.FindIndex(said => said.MessageId == id);
        _messages[at] = _messages[at] with { Text = text };
        _changes.Add(id);
    }

    public void Delete(string id)
    {
        _messages.RemoveAll(said => said.MessageId == id);
        _changes.Add(id);
    }

    public PassageContent Store(string text, string document)
    {
        var passage = new PassageContent { PassageId = $"{document}.{_passages.Count}", DocumentId = document, Title = document, Text = text };
        return _passages[passage.PassageId] = passage;
    }

    public void DeleteDocument(string document)
    {
        foreach (var passage in _passages.Values.Where(passage => passage.DocumentId == document).ToList())
            _passages.Remove(passage.PassageId);
    }

    public IReadOnlyList<PassageContent> Passages => [.. _passages.Values];

    /// <summary>The turn that answers a message, with nothing that came after it.</summary>
    public Turn TurnOf(RoomMessage question) => new($"t-{question.MessageId}", "run", "kitchen", Room.Assistant, question, []);

    public Task<RoomView> ReadAsync(RoomReader reader, IReadOnlySet<string> wanted, CancellationToken cancellationToken) =>
        Task.FromResult(new RoomView(_messages.ToDictionary(static said => said.MessageId), $"{_changes.Count}") { Pinned = Pinned });

    public Task<IReadOnlySet<string>?> ChangedAsync(RoomReader reader, string cursor, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>?>(_changes.Skip(int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet());

    Task<IReadOnlyList<PassageContent>> IPassageReader.ReadAsync(RoomReader reader, IReadOnlyList<string> passageIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PassageContent>>([.. passageIds.Where(_passages.ContainsKey).Select(id => _passages[id])]);
}
