using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>What rooms are, changed on behalf of callers; and the rooms of two people.</summary>
internal sealed class RoomDesk(IRoomWriter writer, IRoomStore rooms, People people)
{
    public Task<Changed<Room>> UpdateAsync(string roomId, RoomPatch patch, UserId caller, CancellationToken cancellationToken)
    {
        RoomRules.Check(patch, RoomRules.CheckId(roomId));
        return writer.ChangeAsync(new RoomId(roomId), edit => RoomUpdates.Update(edit, caller, patch), cancellationToken);
    }

    public Task<Changed<Room>> ArchiveAsync(string roomId, bool isArchived, UserId caller, CancellationToken cancellationToken) =>
        writer.ChangeAsync(RoomAccess.Id(roomId), edit => RoomUpdates.Archive(edit, caller, isArchived), cancellationToken);

    public async Task<Changed<Room>> OpenDirectAsync(string userId, Participant caller, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(!UserIds.IsValid(userId), "user_id", $"1 to {UserIds.MaxLength} printable ASCII characters without spaces")
            .AddIf(userId == caller.Id.Value || Handle.IsAgent(new(userId)), "user_id", "another person")
            .ThrowIfAny();
        var id = DirectRooms.IdOf(caller.Id, new(userId));
        if (await rooms.FindAsync(id, viewer: null, cancellationToken) is null)
            await CreateDirectAsync(id, caller, await people.FindAsync(new(userId), id, cancellationToken), cancellationToken);
        return await writer.ChangeAsync(id, edit => DirectRooms.Open(edit, caller), cancellationToken);
    }

    private async Task CreateDirectAsync(RoomId id, Participant caller, Participant other, CancellationToken cancellationToken)
    {
        try
        {
            await writer.CreateAsync(id, caller.Id, request: null, edit => DirectRooms.Create(edit, caller, other), cancellationToken);
        }
        catch (DomainError error) when (error.Code == ErrorCode.AlreadyExists)
        {
            // The other side was quicker: it is the same room.
        }
    }
}
