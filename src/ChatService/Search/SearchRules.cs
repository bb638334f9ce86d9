using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search.Querying;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Search;

/// <summary>Limits of a search; every mistake is named at once.</summary>
internal static class SearchRules
{
    public const int MaxCharacters = 256;
    public const int MaxTerms = 16;
    public const int MaxRooms = 100;

    /// <exception cref="DomainError">INVALID_REQUEST.</exception>
    public static SearchQuery Check(SearchWish wish, UserId caller)
    {
        // Measured first: what is too long is not worth reading.
        var isLong = wish.Text.Length > 2 * MaxCharacters || wish.Text.EnumerateRunes().Count() > MaxCharacters;
        var terms = isLong ? [] : QueryParser.Parse(wish.Text);
        var isEmpty = !isLong && terms.Count == 0 && wish.Author.Length == 0 && !wish.MentionsCaller;
        new Violations()
            .AddIf(isLong, "query", $"at most {MaxCharacters} characters")
            .AddIf(isEmpty, "query", "something to look for; only with author_id or mentions_me it may be empty")
            .AddIf(terms.Count > MaxTerms, "query", $"at most {MaxTerms} words and phrases")
            .AddIf(wish.Rooms.Count > MaxRooms, "room_ids", $"at most {MaxRooms}")
            .AddIf(wish.Rooms.Any(room => room.Length == 0), "room_ids", "must not be empty")
            .AddIf(wish.From >= wish.Until, "until_time", "must be after from_time")
            .ThrowIfAny();
        return new(
            terms,
            wish.Author.Length > 0 ? new UserId(wish.Author) : null,
            wish.MentionsCaller ? caller : null,
            wish.From ?? DateTimeOffset.MinValue,
            wish.Until ?? DateTimeOffset.MaxValue);
    }
}
