using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Join links on behalf of callers.</summary>
internal sealed class JoinLinkDesk(IRoomWriter writer, IEntryStore entries, RoomAccess access)
{
    private const int MostUses = 100_000;
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>The link and its token, which nobody can read again.</summary>
    public async Task<(JoinLink Link, string Token)> CreateAsync(
        string roomId, UserId caller, TimeSpan? timeToLive, int maxUses, CancellationToken cancellationToken)
    {
        var lives = timeToLive ?? Usual;
        new Violations()
            .AddIf(roomId.Length == 0, "room_id", "required")
            .AddIf(lives < Shortest || lives > Longest || lives.Ticks % TimeSpan.TicksPerSecond != 0,
                "time_to_live", "whole seconds, 1 minute to 30 days")
            .AddIf(maxUses is < 0 or > MostUses, "max_uses", $"0 to {MostUses}")
            .ThrowIfAny();
        var token = JoinToken.New();
        var hash = JoinToken.Hash(token)!;
        var link = await writer.ChangeAsync(
            new RoomId(roomId), edit => JoinLinks.Create(edit, caller, hash, lives, maxUses), cancellationToken);
        return (link, token);
    }

    public async Task<IReadOnlyList<JoinLink>> ListAsync(string roomId, UserId caller, CancellationToken cancellationToken)
    {
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        RoomPolicy.RequireRole(membership.Member!, MemberRole.Moderator);
        return await entries.ListJoinLinksAsync(membership.Room, cancellationToken);
    }

    public Task RevokeAsync(string roomId, string linkId, UserId caller, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(roomId.Length == 0, "room_id", "required")
            .AddIf(!Guid.TryParseExact(linkId, "D", out var link), "link_id", "required: the id of a link")
            .ThrowIfAny();
        return writer.ChangeAsync(new RoomId(roomId), edit => JoinLinks.Revoke(edit, caller, link), cancellationToken);
    }
}
