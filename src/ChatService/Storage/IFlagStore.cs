using GroupChat.Chat.Flags;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>Flags: what is kept of a room beside its log.</summary>
internal interface IFlagStore
{
    /// <summary>The flag; the first one when the same member had flagged the message before.</summary>
    Task<Flag> AddAsync(RoomRef room, Flag flag, CancellationToken cancellationToken);

    /// <summary>Without its message.</summary>
    Task<Flag?> FindAsync(RoomRef room, Guid flag, CancellationToken cancellationToken);

    /// <summary>With their messages, oldest first, from the one after <paramref name="after"/> on.</summary>
    Task<Chunk<Flag>> ListAsync(
        RoomRef room, Guid after, int limit, bool includeResolved, UserId viewer, CancellationToken cancellationToken);

    /// <summary>Resolves the open flags of a message: it stands.</summary>
    Task DismissAsync(RoomRef room, MessageId message, Participant by, DateTimeOffset now, CancellationToken cancellationToken);
}
