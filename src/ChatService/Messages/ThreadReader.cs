using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Messages;

/// <summary>Threads: a message that replies to nothing, and all that was replied to it and to its replies.</summary>
internal sealed class ThreadReader(IMessageStore messages, RoomAccess access, LiveAnswers live, Cursors cursors, PageTokens pages)
{
    /// <summary>Oldest first, and the cursor of the log as it was when they were read.</summary>
    public async Task<(Message? Root, Page<Message> Replies, string Cursor)> ListAsync(
        MessageTarget target, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var room = (await access.RequireAsync(target.Room.Value, caller, cancellationToken)).Room;
        var scope = $"thread of {target.Message} in {room.Key}";
        var after = PageTokens.ToSequence(pages.Read(scope, pageToken)) ?? 0;
        var found = await messages.ListThreadAsync(room, target.Message, after, size, caller, cancellationToken)
            ?? throw ChatErrors.MessageNotFound(target.Message.ToString());
        var page = found.Replies.ToPage(last => pages.Make(scope, PageTokens.FromSequence(last.Sequence)));
        return (
            found.Root is { } root ? live.Complete(root) : null,
            page with { Items = [.. page.Items.Select(live.Complete)] },
            cursors.Make(room, found.HeadSequence));
    }
}
