using System.Globalization;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search.Index;
using GroupChat.Chat.Search.Querying;

namespace GroupChat.Chat.Search;

/// <summary>Finds messages by what they say, for somebody who may read them.</summary>
internal sealed class MessageSearch(ISearchStore store, LiveAnswers live, PageTokens pages)
{
    public async Task<Page<FoundMessage>> SearchAsync(
        SearchWish wish, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.Search.For(pageSize);
        var query = SearchRules.Check(wish, caller);
        var scope = ScopeOf(wish, caller);
        var before = pages.Read(scope, pageToken) is { } position ? PlaceOf(position) : SearchPlace.Last;
        var results = await store.SearchAsync(
            new(query, caller, [.. wish.Rooms.Select(room => new RoomId(room))], before, size), cancellationToken);
        var found = results.Messages
            .Select(message => new FoundMessage(live.Complete(message), Highlighter.Of(message, query.Terms)));
        return new([.. found], results.Next is { } next ? pages.Make(scope, PositionOf(next)) : "");
    }

    // Everything that decides what is found and in which order, so that a token fits one search only.
    private static string ScopeOf(SearchWish wish, UserId caller) => string.Create(
        CultureInfo.InvariantCulture,
        $"search of {caller.Value}\n{string.Join(',', wish.Rooms)}\n{wish.Author}\n{wish.MentionsCaller}\n{wish.From:O}\n{wish.Until:O}\n{wish.Text}");

    private static string PositionOf(SearchPlace place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.Time} {place.Room} {place.Sequence}");

    private static SearchPlace PlaceOf(string position)
    {
        var parts = position.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new(parts[0], parts[1], parts[2]);
    }
}
