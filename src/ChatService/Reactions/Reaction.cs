using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Reactions;

/// <summary>What one member thinks of a message.</summary>
/// <param name="Emoji">As it was sent.</param>
/// <param name="Participant">Who.</param>
/// <param name="CreateTime">When.</param>
/// <param name="Sequence">The event that brought it.</param>
internal sealed record Reaction(string Emoji, Participant Participant, DateTimeOffset CreateTime, long Sequence);
