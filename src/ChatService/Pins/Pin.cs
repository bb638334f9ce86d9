using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Pins;

/// <summary>A message that is important to its room.</summary>
/// <param name="Message">The message.</param>
/// <param name="PinnedBy">Who said so.</param>
/// <param name="CreateTime">When.</param>
/// <param name="Sequence">The event that pinned it.</param>
internal sealed record Pin(Message Message, Participant PinnedBy, DateTimeOffset CreateTime, long Sequence);
