using GroupChat.Chat.Messages;
using GroupChat.Chat.Search.Index;

namespace GroupChat.Chat.Search;

/// <param name="Messages">Newest first; fewer than asked for, even none, when much had to be looked through.</param>
/// <param name="Next">Where to go on; null at the end.</param>
internal sealed record SearchResults(IReadOnlyList<Message> Messages, SearchPlace? Next);
