using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Presence;

/// <summary>Tells rooms about typing. A room that nobody watches has nobody to tell.</summary>
internal sealed class TypingDesk(RoomAccess access, RoomFeeds feeds)
{
    public async Task TellAsync(string roomId, UserId caller, bool isTyping, CancellationToken cancellationToken)
    {
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        feeds.Find(membership.Room.Id)?.Signals.Typing(membership.Member!.Participant, isTyping);
    }
}
