using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>What the logs hold beyond the index, read at one moment.</summary>
/// <param name="Messages">In no order; those that were deleted meanwhile are left out.</param>
/// <param name="Moved">Up to where each log has been read: Head is the sequence that is indexed then.</param>
/// <param name="Changes">Changes that the messages as they were read have already.</param>
/// <param name="Version">Of what was taken in before.</param>
internal sealed record SearchNews(
    IReadOnlyList<(SearchPlace Place, Message Message)> Messages,
    IReadOnlyList<Backlog> Moved,
    IReadOnlyList<SearchChange> Changes,
    SearchVersion Version)
{
    /// <summary>Null when fewer than so many events wait.</summary>
    public static SearchNews? Read(SqlSession session, IEventCodec codec, int least)
    {
        var behind = SearchProgress.Behind(session);
        if (behind.Count == 0 || behind.Sum(log => log.Head - log.Indexed) < least)
            return null;
        var messages = new List<(SearchPlace Place, Message Message)>();
        var moved = new List<Backlog>();
        var budget = new SearchBudget();
        foreach (var log in behind)
        {
            if (budget.IsSpent)
                break;
            var read = SearchSource.After(session, codec, log, budget);
            moved.Add(budget.IsSpent ? log with { Head = read[^1].Sequence } : log);
            messages.AddRange(read.Where(message => message.Deletion is null).Select(message => (SearchSource.PlaceOf(log.Room, message), message)));
        }

        var logs = moved.ToDictionary(log => log.Room);
        var changes = SearchChanges.List(session).FindAll(
            change => logs.TryGetValue(change.Place.Room, out var log) && change.Place.Sequence > log.Indexed && change.Place.Sequence <= log.Head);
        return new(messages, moved, changes, SearchVersion.OfAdding(session));
    }
}
