using GroupChat.Chat.Bus;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Presence;

/// <summary>Tells rooms about typing. A room that nobody watches here may be watched on another node.</summary>
internal sealed class TypingDesk(RoomAccess access, RoomFeeds feeds, IRoomBus bus, TimeProvider time)
{
    public async Task TellAsync(string roomId, UserId caller, bool isTyping, CancellationToken cancellationToken)
    {
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        RoomPolicy.RequireUnmuted(membership.Member!, time.GetUtcNow());
        var (room, who) = (membership.Room.Id, membership.Member!.Participant);
        feeds.Find(room)?.Signals.Typing(who, isTyping);
        bus.Publish(new BusNote.Typing(room, who, isTyping));
    }
}
