using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search;
using GroupChat.Chat.Search.Index;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>
/// Searches at one moment of the database: the segments say which messages may be meant; these, those that changed since and
/// those that no segment has yet are looked at themselves, newest first, until the page is full.
/// </summary>
internal sealed class SqlSearchStore(ChatDatabase chat, IEventCodec codec, SegmentPlaces places) : ISearchStore
{
    /// <summary>Messages looked at for one page: it ends early rather than hold a connection for longer.</summary>
    private const int MaxChecks = 4096;

    /// <summary>A response may be twice as long.</summary>
    private const int MaxPageCharacters = 1024 * 1024;

    public Task<SearchResults> SearchAsync(SearchRequest request, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => Search(session, request), cancellationToken);

    private SearchResults Search(SqlSession session, SearchRequest request)
    {
        var scope = SearchScope.Read(session, request);
        var candidates = new CandidateQueue();
        candidates.Add(ChangedCandidates.Read(session, scope));
        foreach (var tail in scope.Tails)
            candidates.Add(new TailCandidates(session, codec, scope, tail));
        var query = new SegmentQuery(request.Query);
        foreach (var segment in SegmentRows.List(session))
        {
            if (scope.MayHold(segment))
                candidates.Add(new SegmentCandidates(session, query, scope, segment, places));
        }

        return Take(session, request, candidates);
    }

    private SearchResults Take(SqlSession session, SearchRequest request, CandidateQueue candidates)
    {
        var found = new List<(long Room, Message Message)>();
        var characters = 0;
        var checks = 0;
        for (; candidates.TryTake(out var place, out var message); checks++)
        {
            message ??= MessageRows.FindAt(session, codec, place.Room, place.Sequence);
            if (message is not null && request.Query.Matches(message))
            {
                found.Add((place.Room, message));
                characters += message.Parts.Sum(part => part.Text.Length);
            }

            if ((found.Count == request.Limit || checks == MaxChecks || characters >= MaxPageCharacters) && candidates.Any)
                return new(Fill(session, found, request.Caller), place);
        }

        return new(Fill(session, found, request.Caller), Next: null);
    }

    /// <summary>What stands beside the messages, room by room.</summary>
    private List<Message> Fill(SqlSession session, List<(long Room, Message Message)> found, UserId viewer)
    {
        var filled = found
            .GroupBy(entry => entry.Room, entry => entry.Message)
            .SelectMany(room => MessageExtras.Fill(session, codec, room.Key, [.. room], viewer))
            .ToDictionary(message => message.Id);
        return [.. found.Select(entry => filled[entry.Message.Id])];
    }
}
