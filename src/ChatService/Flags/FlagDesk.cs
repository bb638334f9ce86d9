using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Flags;

/// <summary>
/// What members ask the moderators to look at. Flags are no events: the log is for every member, and who flagged whom is not.
/// </summary>
internal sealed class FlagDesk(
    IFlagStore flags, IMessageStore messages, RoomAccess access, MessageEditor editor, PageTokens pages, TimeProvider time)
{
    /// <summary>The flag; the first one when the caller had flagged the message before.</summary>
    public async Task<Flag> FlagAsync(FlagWish wish, UserId caller, CancellationToken cancellationToken)
    {
        wish.Check();
        var membership = await access.RequireAsync(wish.Target.Room.Value, caller, cancellationToken);
        var message = await messages.FindAsync(membership.Room, wish.Target.Message, caller, cancellationToken)
            ?? throw ChatErrors.MessageNotFound(wish.Target.Message.ToString());
        message.RequireLiving();
        var now = Now();
        var flag = new Flag(Guid.CreateVersion7(now), message.Id, membership.Member!.Participant, wish.Reason, wish.Note, now);
        return await flags.AddAsync(membership.Room, flag, cancellationToken);
    }

    /// <summary>Oldest first, for moderators.</summary>
    public async Task<Page<Flag>> ListAsync(
        string roomId, UserId caller, bool includeResolved, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var room = (await RequireModeratorAsync(roomId, caller, cancellationToken)).Room;
        var scope = $"{(includeResolved ? "flags" : "open flags")} of {room.Key}";
        Guid? after = pages.Read(scope, pageToken) is { } position ? Guid.Parse(position) : null;
        var found = await flags.ListAsync(room, after ?? Guid.Empty, size, includeResolved, caller, cancellationToken);
        return found.ToPage(last => pages.Make(scope, last.Id.ToString()));
    }

    /// <summary>Resolves a flag, and with it every other open one of the same message.</summary>
    public async Task<Flag> ResolveAsync(
        string roomId, string flagId, bool deleteMessage, UserId caller, CancellationToken cancellationToken)
    {
        var moderator = await RequireModeratorAsync(roomId, caller, cancellationToken);
        if (!Guid.TryParseExact(flagId, "D", out var id)
            || await flags.FindAsync(moderator.Room, id, cancellationToken) is not { } flag)
            throw ChatErrors.FlagNotFound(flagId);
        // The deletion resolves the flags of its message in its own transaction.
        if (deleteMessage)
            await editor.DeleteAsync(new(moderator.Room.Id, flag.Target), caller, cancellationToken);
        else
            await flags.DismissAsync(moderator.Room, flag.Target, moderator.Member!.Participant, Now(), cancellationToken);
        return await flags.FindAsync(moderator.Room, id, cancellationToken) ?? throw ChatErrors.FlagNotFound(flagId);
    }

    private async Task<Membership> RequireModeratorAsync(string roomId, UserId caller, CancellationToken cancellationToken)
    {
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        RoomPolicy.RequireRole(membership.Member!, MemberRole.Moderator);
        return membership;
    }

    // In whole milliseconds, as tables keep it.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
