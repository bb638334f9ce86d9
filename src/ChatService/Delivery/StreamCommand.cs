using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>What a request has come to, for the stream's writer loop to carry out: only that loop writes and holds subscriptions.</summary>
internal abstract record StreamCommand
{
    private StreamCommand()
    {
    }

    public sealed record Send(ServerFrame Frame) : StreamCommand;

    /// <param name="Subscription">Attached to its feed already.</param>
    /// <param name="Accepted">The frame that says so.</param>
    public sealed record Subscribe(RoomSubscription Subscription, ServerFrame Accepted) : StreamCommand;

    public sealed record Unsubscribe(RoomId Room, string RequestId) : StreamCommand;
}
