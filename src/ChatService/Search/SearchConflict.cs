namespace GroupChat.Chat.Search;

/// <summary>Another process has changed the index meanwhile: what was worked out no longer fits, and nothing was written.</summary>
internal sealed class SearchConflict : Exception;
