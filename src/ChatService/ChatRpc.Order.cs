using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>What rooms are, and what members may do in them.</summary>
internal sealed partial class ChatRpc
{
    public override async Task<UpdateRoomResponse> UpdateRoom(UpdateRoomRequest request, ServerCallContext context)
    {
        var changed = await roomDesks.Rooms.UpdateAsync(
            request.Room?.RoomId ?? "", request.ToPatch(), context.PersonId(), context.CancellationToken);
        return new() { Room = changed.Value.ToProto(), Cursor = cursors.Make(changed.Room, changed.Sequence) };
    }

    public override async Task<ArchiveRoomResponse> ArchiveRoom(ArchiveRoomRequest request, ServerCallContext context)
    {
        var changed = await roomDesks.Rooms.ArchiveAsync(request.RoomId, isArchived: true, context.PersonId(), context.CancellationToken);
        return new() { Room = changed.Value.ToProto(), Cursor = cursors.Make(changed.Room, changed.Sequence) };
    }

    public override async Task<UnarchiveRoomResponse> UnarchiveRoom(UnarchiveRoomRequest request, ServerCallContext context)
    {
        var changed = await roomDesks.Rooms.ArchiveAsync(request.RoomId, isArchived: false, context.PersonId(), context.CancellationToken);
        return new() { Room = changed.Value.ToProto(), Cursor = cursors.Make(changed.Room, changed.Sequence) };
    }

    public override async Task<SetMemberRoleResponse> SetMemberRole(SetMemberRoleRequest request, ServerCallContext context)
    {
        var changed = await roomDesks.Moderation.SetRoleAsync(
            request.RoomId, request.UserId, (Rooms.MemberRole)request.Role, context.PersonId(), context.CancellationToken);
        return new() { Member = changed.Value.ToProto(), Cursor = cursors.Make(changed.Room, changed.Sequence) };
    }

    public override async Task<RemoveMemberResponse> RemoveMember(RemoveMemberRequest request, ServerCallContext context)
    {
        var changed = await roomDesks.Moderation.RemoveAsync(
            request.RoomId, request.UserId, request.Note, context.PersonId(), context.CancellationToken);
        return new() { Cursor = cursors.Make(changed.Room, changed.Sequence) };
    }

    public override async Task<BanMemberResponse> BanMember(BanMemberRequest request, ServerCallContext context)
    {
        var changed = await roomDesks.Moderation.BanAsync(
            request.RoomId, request.UserId, request.Reason, request.ExpireTime?.ToTime(), context.PersonId(), context.CancellationToken);
        return new() { Ban = changed.Value.ToProto(), Cursor = cursors.Make(changed.Room, changed.Sequence) };
    }

    public override async Task<UnbanMemberResponse> UnbanMember(UnbanMemberRequest request, ServerCallContext context)
    {
        var changed = await roomDesks.Moderation.UnbanAsync(request.RoomId, request.UserId, context.PersonId(), context.CancellationToken);
        return new() { Cursor = cursors.Make(changed.Room, changed.Sequence) };
    }

    public override async Task<ListBansResponse> ListBans(ListBansRequest request, ServerCallContext context)
    {
        var page = await roomDesks.Moderation.ListBansAsync(
            request.RoomId, context.PersonId(), request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Bans = { page.Items.Select(ban => ban.ToProto()) }, NextPageToken = page.NextToken };
    }

    public override async Task<MuteMemberResponse> MuteMember(MuteMemberRequest request, ServerCallContext context)
    {
        var changed = await roomDesks.Moderation.MuteAsync(
            request.RoomId, request.UserId, request.MutedUntil?.ToTime(), context.PersonId(), context.CancellationToken);
        return new() { Member = changed.Value.ToProto(), Cursor = cursors.Make(changed.Room, changed.Sequence) };
    }

    public override async Task<UnmuteMemberResponse> UnmuteMember(UnmuteMemberRequest request, ServerCallContext context)
    {
        var changed = await roomDesks.Moderation.UnmuteAsync(request.RoomId, request.UserId, context.PersonId(), context.CancellationToken);
        return new() { Member = changed.Value.ToProto(), Cursor = cursors.Make(changed.Room, changed.Sequence) };
    }
}
