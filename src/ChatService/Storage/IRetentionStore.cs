using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>The rooms whose history ends somewhere, and the room on disk that it leaves.</summary>
internal interface IRetentionStore
{
    /// <summary>Rooms with a retention by their keys, from the one after a key on.</summary>
    Task<IReadOnlyList<RoomRef>> ListAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets which charges of earlier days were counted.</summary>
    Task ForgetChargesAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Hands a piece of what deleted rows have left back to the file system; 0 when there is nothing more.</summary>
    Task<int> GiveSpaceBackAsync(CancellationToken cancellationToken);
}
