using GroupChat.Chat.Messages;
using GroupChat.Chat.Search.Querying;

namespace GroupChat.Chat.Search;

/// <summary>A message that was found, and where in it.</summary>
internal sealed record FoundMessage(Message Message, IReadOnlyList<Highlight> Highlights);
