using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Pins;

/// <summary>The pinned messages of rooms.</summary>
internal sealed class PinBoard(
    IRoomWriter writer, IMessageStore messages, RoomAccess access, ChangedMessages changed, LiveAnswers live, PageTokens pages)
{
    public async Task<(Message Message, string Cursor)> PinAsync(MessageTarget target, UserId caller, CancellationToken cancellationToken)
    {
        var pinned = await writer.ChangeAsync(target.Room, edit => Pinning.Pin(edit, target.Message, caller), cancellationToken);
        return await changed.ShowAsync(pinned, caller, cancellationToken);
    }

    public async Task<(Message Message, string Cursor)> UnpinAsync(MessageTarget target, UserId caller, CancellationToken cancellationToken)
    {
        var unpinned = await writer.ChangeAsync(target.Room, edit => Pinning.Unpin(edit, target.Message, caller), cancellationToken);
        return await changed.ShowAsync(unpinned, caller, cancellationToken);
    }

    /// <summary>The one pinned last comes first.</summary>
    public async Task<Page<Pin>> ListAsync(
        string roomId, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var room = (await access.RequireAsync(roomId, caller, cancellationToken)).Room;
        var scope = $"pins of {room.Key}";
        var before = PageTokens.ToSequence(pages.Read(scope, pageToken)) ?? long.MaxValue;
        var found = await messages.ListPinsAsync(room, before, size, caller, cancellationToken);
        var page = found.ToPage(last => pages.Make(scope, PageTokens.FromSequence(last.Sequence)));
        return page with { Items = [.. page.Items.Select(pin => pin with { Message = live.Complete(pin.Message) })] };
    }
}
