using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Tests.Log;

/// <summary>What people of a random history do with the room and with each other.</summary>
internal sealed class RandomOrder(ChatHouse house, string owner, string room, Random random)
{
    public const int Kinds = 15;

    private static readonly string[] People = ["ben", "cid", "dan", "eve"];

    private ChatService.ChatServiceClient Owner => house.Client(owner);

    public Task StepAsync(ChatService.ChatServiceClient client, int kind) => kind switch
    {
        0 or 1 => client.InviteMemberAsync(new() { RoomId = room, UserId = Somebody() }).ResponseAsync,
        2 => DeclineAsync(),
        3 => WithdrawAsync(),
        4 => client.BanMemberAsync(new() { RoomId = room, UserId = Somebody(), Reason = $"reason {random.Next(3)}" }).ResponseAsync,
        5 or 6 => UnbanAsync(),
        7 => Owner.MuteMemberAsync(new() { RoomId = room, UserId = Somebody() }).ResponseAsync,
        8 => Owner.UnmuteMemberAsync(new() { RoomId = room, UserId = Somebody() }).ResponseAsync,
        9 => Owner.SetMemberRoleAsync(new() { RoomId = room, UserId = Somebody(), Role = (MemberRole)(1 + random.Next(4)) }).ResponseAsync,
        10 => client.RemoveMemberAsync(new() { RoomId = room, UserId = Somebody(), Note = "enough" }).ResponseAsync,
        11 => house.UpdateAsync(owner, room, to => to.Topic = $"topic {random.Next(10)}", "topic"),
        12 => house.UpdateAsync(
            owner, room, to => to.Visibility = random.Next(2) == 0 ? RoomVisibility.Private : RoomVisibility.Public, "visibility"),
        13 when random.Next(4) == 0 => client.ArchiveRoomAsync(new() { RoomId = room }).ResponseAsync,
        13 => Owner.UnarchiveRoomAsync(new() { RoomId = room }).ResponseAsync,
        14 => Owner.AddAgentAsync(new() { RoomId = room, AgentId = "agent:assistant", Speaking = (SpeakingPolicy)random.Next(6) }).ResponseAsync,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private async Task DeclineAsync()
    {
        if (await InvitedAsync() is { } invited)
            await house.Client(invited).DeclineInvitationAsync(new() { RoomId = room }).ResponseAsync;
    }

    private async Task WithdrawAsync()
    {
        if (await InvitedAsync() is { } invited)
            await Owner.WithdrawInvitationAsync(new() { RoomId = room, UserId = invited }).ResponseAsync;
    }

    private async Task UnbanAsync()
    {
        var bans = (await Owner.ListBansAsync(new() { RoomId = room }).ResponseAsync).Bans;
        if (bans.Count > 0)
            await Owner.UnbanMemberAsync(new() { RoomId = room, UserId = bans[random.Next(bans.Count)].Participant.UserId }).ResponseAsync;
    }

    private async Task<string?> InvitedAsync() => (await Owner.ListInvitationsAsync(new() { RoomId = room }).ResponseAsync)
        .Invitations.FirstOrDefault()?.Participant.UserId;

    private string Somebody() => People[random.Next(People.Length)];
}
