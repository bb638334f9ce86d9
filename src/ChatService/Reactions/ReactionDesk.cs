using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Reactions;

/// <summary>What members think of messages.</summary>
internal sealed class ReactionDesk(
    IRoomWriter writer, IReactionStore reactions, RoomAccess access, ChangedMessages changed, PageTokens pages)
{
    public async Task<(Message Message, string Cursor)> AddAsync(
        MessageTarget target, string emoji, UserId caller, CancellationToken cancellationToken)
    {
        Check(emoji);
        var added = await writer.ChangeAsync(
            target.Room, edit => Reacting.Add(edit, target.Message, emoji, caller), cancellationToken);
        return await changed.ShowAsync(added, caller, cancellationToken);
    }

    public async Task<(Message Message, string Cursor)> RemoveAsync(
        MessageTarget target, string emoji, UserId caller, CancellationToken cancellationToken)
    {
        Check(emoji);
        var removed = await writer.ChangeAsync(
            target.Room, edit => Reacting.Remove(edit, target.Message, emoji, caller), cancellationToken);
        return await changed.ShowAsync(removed, caller, cancellationToken);
    }

    /// <summary>Oldest first; of one kind when an emoji is given.</summary>
    public async Task<Page<Reaction>> ListAsync(
        MessageTarget target, string emoji, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        if (emoji.Length > 0)
            Check(emoji);
        var size = PageSize.List.For(pageSize);
        var room = (await access.RequireAsync(target.Room.Value, caller, cancellationToken)).Room;
        var scope = $"reactions {emoji} to {target.Message} in {room.Key}";
        var after = PageTokens.ToSequence(pages.Read(scope, pageToken)) ?? 0;
        var found = await reactions.ListAsync(room, target.Message, emoji, after, size + 1, cancellationToken)
            ?? throw ChatErrors.MessageNotFound(target.Message.ToString());
        return Page<Reaction>.Of(found, size, last => pages.Make(scope, PageTokens.FromSequence(last.Sequence)));
    }

    private static void Check(string emoji)
    {
        if (!Emoji.IsValid(emoji))
        {
            throw Violations.One(
                "emoji", $"1 to {Emoji.MaxBytes} bytes, at most {Emoji.MaxCodePoints} code points, no white space or control characters");
        }
    }
}
