using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Roles, removals, bans and mutes on behalf of callers.</summary>
internal sealed class ModerationDesk(
    IRoomWriter writer, IEntryStore entries, RoomAccess access, People people, PageTokens pages, TimeProvider time)
{
    public const int MaxNote = 256;

    /// <summary>Said of somebody who is muted until further notice: the last moment that the contract's timestamps have.</summary>
    private static readonly DateTimeOffset FurtherNotice = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    public Task<Changed<Member>> SetRoleAsync(
        string roomId, string userId, MemberRole role, UserId caller, CancellationToken cancellationToken)
    {
        UserIds.Check(roomId, userId).AddIf(!Enum.IsDefined(role), "role", "required: a role").ThrowIfAny();
        return writer.ChangeAsync(new RoomId(roomId), edit => Memberships.SetRole(edit, caller, new(userId), role), cancellationToken);
    }

    public Task<Changed<bool>> RemoveAsync(string roomId, string userId, string note, UserId caller, CancellationToken cancellationToken)
    {
        CheckNote(UserIds.Check(roomId, userId), "note", note).ThrowIfAny();
        return writer.ChangeAsync(new RoomId(roomId), edit => Memberships.Remove(edit, caller, new(userId), note), cancellationToken);
    }

    public async Task<Changed<Ban>> BanAsync(
        string roomId, string userId, string reason, DateTimeOffset? until, UserId caller, CancellationToken cancellationToken)
    {
        var end = ToMilliseconds(until);
        CheckEnd(CheckNote(UserIds.Check(roomId, userId), "reason", reason), "expire_time", end).ThrowIfAny();
        await access.RequireAsync(roomId, caller, cancellationToken); // before anything is said about the person
        var person = await people.FindAsync(new(userId), new(roomId), cancellationToken);
        return await writer.ChangeAsync(new RoomId(roomId), edit => Bans.Ban(edit, caller, person, reason, end), cancellationToken);
    }

    public Task<Changed<bool>> UnbanAsync(string roomId, string userId, UserId caller, CancellationToken cancellationToken)
    {
        UserIds.Check(roomId, userId).ThrowIfAny();
        return writer.ChangeAsync(new RoomId(roomId), edit => Bans.Unban(edit, caller, new(userId)), cancellationToken);
    }

    public Task<Changed<Member>> MuteAsync(
        string roomId, string userId, DateTimeOffset? until, UserId caller, CancellationToken cancellationToken)
    {
        var end = ToMilliseconds(until) ?? FurtherNotice;
        CheckEnd(UserIds.Check(roomId, userId), "muted_until", end).ThrowIfAny();
        return writer.ChangeAsync(new RoomId(roomId), edit => Memberships.Mute(edit, caller, new(userId), end), cancellationToken);
    }

    public Task<Changed<Member>> UnmuteAsync(string roomId, string userId, UserId caller, CancellationToken cancellationToken)
    {
        UserIds.Check(roomId, userId).ThrowIfAny();
        return writer.ChangeAsync(new RoomId(roomId), edit => Memberships.Mute(edit, caller, new(userId), until: null), cancellationToken);
    }

    public async Task<Page<Ban>> ListBansAsync(
        string roomId, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        RoomPolicy.RequireRole(membership.Member!, MemberRole.Moderator);
        var scope = $"bans of {membership.Room.Key}";
        var after = pages.Read(scope, pageToken) ?? "";
        var found = await entries.ListBansAsync(membership.Room, time.GetUtcNow(), after, size + 1, cancellationToken);
        return Page<Ban>.Of(found, size, last => pages.Make(scope, last.Participant.Id.Value));
    }

    private static Violations CheckNote(Violations violations, string field, string text) => violations
        .AddIf(RoomRules.Length(text) > MaxNote, field, $"at most {MaxNote} characters")
        .AddIf(!RoomRules.IsPlain(text), field, "no control characters");

    private Violations CheckEnd(Violations violations, string field, DateTimeOffset? end) =>
        violations.AddIf(end <= time.GetUtcNow(), field, "in the future");

    // As tables keep it.
    private static DateTimeOffset? ToMilliseconds(DateTimeOffset? time) =>
        time is { } given ? DateTimeOffset.FromUnixTimeMilliseconds(given.ToUnixTimeMilliseconds()) : null;
}
