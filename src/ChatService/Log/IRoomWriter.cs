using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Log;

/// <summary>
/// The one way to change a room: the domain decides with the room as it stands before it, and what it decides becomes events. All
/// changes of a room happen one after the other, whichever process makes them. A task completes when its events are durable.
/// </summary>
internal interface IRoomWriter
{
    /// <param name="room">The room to change.</param>
    /// <param name="decide">
    /// Runs with the room locked. Refuses by throwing a <see cref="DomainError"/> before its first append. It may run again after a
    /// rollback, so it touches nothing but its edit.
    /// </param>
    /// <param name="cancellationToken">Heeded until the work begins.</param>
    /// <exception cref="DomainError">ROOM_NOT_FOUND, or what <paramref name="decide"/> throws.</exception>
    Task<T> ChangeAsync<T>(RoomId room, Func<IRoomEdit, T> decide, CancellationToken cancellationToken);

    /// <summary>The same for a post: saying beforehand which idempotency key will be looked for saves a round trip to the database.</summary>
    Task<T> ChangeAsync<T>(RoomId room, SendKey send, Func<IRoomEdit, T> decide, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a room: <paramref name="decide"/> appends its first events, room_created before all others. With a request key that is
    /// known, the room made then.
    /// </summary>
    /// <exception cref="DomainError">ROOM_ID_TAKEN, REQUEST_ID_REUSED, or what <paramref name="decide"/> throws.</exception>
    Task<CreatedRoom> CreateAsync(
        RoomId room, UserId creator, RequestKey? request, Action<IRoomEdit> decide, CancellationToken cancellationToken);
}
