using GroupChat.Chat.Rooms;
using GroupChat.Chat.Search.Index;
using GroupChat.Chat.Search.Querying;

namespace GroupChat.Chat.Search;

/// <param name="Query">What is looked for.</param>
/// <param name="Caller">Who looks.</param>
/// <param name="Rooms">Where; empty for everywhere.</param>
/// <param name="Before">Only what comes after this in the order of results.</param>
/// <param name="Limit">Messages at most.</param>
internal sealed record SearchRequest(
    SearchQuery Query, UserId Caller, IReadOnlyList<RoomId> Rooms, SearchPlace Before, int Limit);
