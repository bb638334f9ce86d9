using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Messages;

/// <summary>Changes what messages say, takes them away, and shows what they said before.</summary>
internal sealed class MessageEditor(
    IRoomWriter writer, IMessageStore messages, RoomAccess access, ChangedMessages changed, PageTokens pages)
{
    public async Task<(Message Message, string Cursor)> EditAsync(MessageEdit wanted, CancellationToken cancellationToken)
    {
        var edited = await writer.ChangeAsync(wanted.Target.Room, edit => Editing.Edit(edit, wanted), cancellationToken);
        return await changed.ShowAsync(edited, wanted.Author, cancellationToken);
    }

    public async Task<(Message Message, string Cursor)> DeleteAsync(MessageTarget target, UserId caller, CancellationToken cancellationToken)
    {
        var deleted = await writer.ChangeAsync(target.Room, edit => Deleting.Delete(edit, target.Message, caller), cancellationToken);
        return await changed.ShowAsync(deleted, caller, cancellationToken);
    }

    /// <summary>Oldest first; none of a deleted message.</summary>
    public async Task<Page<Revision>> ListRevisionsAsync(
        MessageTarget target, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var room = (await access.RequireAsync(target.Room.Value, caller, cancellationToken)).Room;
        var scope = $"revisions of {target.Message} in {room.Key}";
        var after = PageTokens.ToSequence(pages.Read(scope, pageToken)) ?? 0;
        var found = await messages.ListRevisionsAsync(room, target.Message, after, size, cancellationToken)
            ?? throw ChatErrors.MessageNotFound(target.Message.ToString());
        return found.ToPage(last => pages.Make(scope, PageTokens.FromSequence(last.Sequence)));
    }
}
