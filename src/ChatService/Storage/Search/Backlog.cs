namespace GroupChat.Chat.Storage.Search;

/// <summary>Events of a room after one sequence, up to another.</summary>
internal readonly record struct Backlog(long Room, long Indexed, long Head);
