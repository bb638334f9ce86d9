using GroupChat.Chat.Messages;
using GroupChat.Chat.Reactions;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>Who reacted to what, for reading.</summary>
internal interface IReactionStore
{
    /// <summary>
    /// Reactions to a message, oldest first, from the one after an event on; of all kinds without an emoji. Null when there is no such message.
    /// </summary>
    Task<IReadOnlyList<Reaction>?> ListAsync(
        RoomRef room, MessageId message, string emoji, long after, int limit, CancellationToken cancellationToken);
}
