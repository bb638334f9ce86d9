using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>Rooms and members as tests arrange them.</summary>
internal static class RoomKit
{
    /// <summary>A new private room; the others come by invitation.</summary>
    public static async Task<string> PrivateRoomAsync(this ChatHouse house, string owner, params string[] others)
    {
        var request = new CreateRoomRequest { DisplayName = "a private room", Visibility = RoomVisibility.Private };
        var room = (await house.Client(owner).CreateRoomAsync(request).ResponseAsync.Within()).Room.RoomId;
        foreach (var other in others)
        {
            await house.Client(owner).InviteMemberAsync(new() { RoomId = room, UserId = other }).ResponseAsync.Within();
            await house.JoinAsync(other, room);
        }

        return room;
    }

    public static async Task<JoinRoomResponse> JoinAsync(this ChatHouse house, string user, string room, string token = "") =>
        await house.Client(user).JoinRoomAsync(new() { RoomId = room, JoinToken = token }).ResponseAsync.Within();

    public static async Task LeaveAsync(this ChatHouse house, string user, string room) =>
        await house.Client(user).LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();

    public static async Task<SetMemberRoleResponse> SetRoleAsync(this ChatHouse house, string by, string room, string user, MemberRole role) =>
        await house.Client(by).SetMemberRoleAsync(new() { RoomId = room, UserId = user, Role = role }).ResponseAsync.Within();

    public static async Task<UpdateRoomResponse> UpdateAsync(
        this ChatHouse house, string by, string room, Action<Room> change, params string[] paths)
    {
        var request = new UpdateRoomRequest { Room = new() { RoomId = room, Settings = new() }, UpdateMask = new() { Paths = { paths } } };
        change(request.Room);
        return await house.Client(by).UpdateRoomAsync(request).ResponseAsync.Within();
    }

    public static async Task<string> ReasonAsync<T>(AsyncUnaryCall<T> call) => (await ChatHouse.RefusalAsync(call)).Reason;

    public static string ReasonOf(ServerFrame error) => error.Error.Status.ToDomainError().Reason;

    public static Task<DomainError> PostRefusalAsync(this ChatHouse house, string user, string room) =>
        ChatHouse.RefusalAsync(house.Client(user).PostMessageAsync(Requests.Post(room, "refused")));

    public static async Task<long> HeadAsync(this ChatHouse house, string user, string room) =>
        (await house.Client(user).GetRoomAsync(new() { RoomId = room }).ResponseAsync.Within()).Room.HeadSequence;
}
