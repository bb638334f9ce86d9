using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Delivery;

/// <summary>Accepts subscriptions: the room, the membership, and where to begin.</summary>
internal sealed class SubscriptionDesk(IRoomStore rooms, RoomFeeds feeds, Cursors cursors)
{
    /// <summary>Rooms that one stream may watch.</summary>
    public const int MaxPerStream = 200;

    /// <summary>An accepted subscription, attached to its feed: whoever drops it has to <see cref="Release"/> it.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER, INVALID_CURSOR.</exception>
    public async Task<StreamCommand.Subscribe> AcceptAsync(
        Subscriber subscriber, SubscriptionWish wish, string requestId, CancellationToken cancellationToken)
    {
        if (wish.RoomId.Length == 0)
            throw ServiceDefaults.Errors.Violations.One("subscription.room_id", "required");
        var subscription = subscriber.NewSubscription(new RoomId(wish.RoomId));
        // Attached before the membership is read: somebody who leaves in between is noticed by the one or by the other.
        feeds.Attach(subscription);
        try
        {
            var accepted = await PlaceAsync(subscription, wish, cancellationToken);
            return new(subscription, accepted with { RequestId = requestId });
        }
        catch
        {
            feeds.Detach(subscription);
            throw;
        }
    }

    public void Release(RoomSubscription subscription) => feeds.Detach(subscription);

    private async Task<ServerFrame> PlaceAsync(RoomSubscription subscription, SubscriptionWish wish, CancellationToken cancellationToken)
    {
        var membership = await rooms.FindMembershipAsync(subscription.Room, subscription.Viewer, cancellationToken)
            ?? throw ChatErrors.RoomNotFound(wish.RoomId);
        membership.RequireMember();
        var head = membership.HeadSequence;
        var sent = wish switch
        {
            { Cursor.Length: > 0 } => cursors.Read(membership.Room, head, wish.Cursor),
            { FromEarliest: true } => 0,
            _ => head,
        };
        subscription.Accept(membership.Room, head, sent);
        subscription.Feed.Begin(membership.Room, head);
        return new ServerFrame.Subscribed(cursors.Make(membership.Room, sent))
        {
            Room = subscription.Room,
            HeadSequence = subscription.Tell(head),
        };
    }
}
