namespace GroupChat.Chat.Search;

/// <summary>What a caller wants to find, unchecked; empty text stands for "not said".</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="Rooms">Where; empty for everywhere.</param>
/// <param name="Author">Who said it.</param>
/// <param name="MentionsCaller">Only what mentions the caller.</param>
/// <param name="From">The earliest time.</param>
/// <param name="Until">The first time that is too late.</param>
internal sealed record SearchWish(
    string Text, IReadOnlyList<string> Rooms, string Author, bool MentionsCaller, DateTimeOffset? From, DateTimeOffset? Until);
