using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Marks;

/// <summary>How far members have come, and what is left for them to read.</summary>
internal sealed class MarkReader(IMarkStore store, RoomAccess access, Cursors cursors, PageTokens pages)
{
    public async Task<MarkPage> ListAsync(
        string roomId, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        var scope = $"marks of {membership.Room.Key}";
        var after = PageTokens.ToSequence(pages.Read(scope, pageToken)) ?? 0;
        var found = await store.ListAsync(membership.Room, caller, after, size + 1, cancellationToken);
        var page = Page<ToldMark>.Of(found.Marks, size, last => pages.Make(scope, PageTokens.FromSequence(last.JoinSequence)));
        return new(
            [.. page.Items.Select(told => told.Mark)],
            found.Own.NotBefore(membership.Member!.JoinSequence),
            page.NextToken,
            cursors.Make(membership.Room, found.HeadSequence),
            found.AreHidden);
    }

    public async Task<RoomUnread> GetUnreadAsync(string roomId, UserId caller, CancellationToken cancellationToken)
    {
        var room = (await access.RequireAsync(roomId, caller, cancellationToken)).Room;
        return await store.FindUnreadAsync(room, caller, cancellationToken) ?? throw ChatErrors.NotAMember(roomId);
    }

    public async Task<Page<RoomUnread>> ListUnreadAsync(UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var scope = $"unread of {caller}";
        RoomId? after = pages.Read(scope, pageToken) is { } position ? new RoomId(position) : null;
        var found = await store.ListUnreadAsync(caller, after, size + 1, cancellationToken);
        return Page<RoomUnread>.Of(found, size, last => pages.Make(scope, last.Room.Id.Value));
    }
}
