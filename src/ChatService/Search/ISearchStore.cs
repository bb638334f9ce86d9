namespace GroupChat.Chat.Search;

/// <summary>Messages, found by what they say.</summary>
internal interface ISearchStore
{
    /// <summary>
    /// The next messages that are meant, newest first, as they stand now, in rooms of which the caller is a member now. Throws
    /// ROOM_NOT_FOUND and NOT_A_MEMBER for rooms that were asked for by name.
    /// </summary>
    Task<SearchResults> SearchAsync(SearchRequest request, CancellationToken cancellationToken);
}
