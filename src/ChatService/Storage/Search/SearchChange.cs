using GroupChat.Chat.Search.Index;

namespace GroupChat.Chat.Storage.Search;

/// <summary>A message that changed, and the newest event that changed it.</summary>
internal readonly record struct SearchChange(SearchPlace Place, long ChangeSequence);
