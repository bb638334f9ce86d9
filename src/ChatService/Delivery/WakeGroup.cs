namespace GroupChat.Chat.Delivery;

/// <summary>
/// Some of the subscriptions of a room, woken by one item of the thread pool: it runs their loops one after the other until each
/// sleeps again. An item of its own for each would cost more than what the loop does. While the item waits for its turn, what else
/// happens in the room costs nothing.
/// </summary>
internal sealed class WakeGroup(RoomSubscription[] members) : IThreadPoolWorkItem
{
    /// <summary>Few enough that the last one does not wait long, and that a room keeps all processors busy.</summary>
    public const int MostMembers = 32;

    private const int ForText = 1;
    private const int ForAll = 2;

    private int _wanted;

    /// <summary>Divides subscriptions into groups.</summary>
    public static WakeGroup[] Divide(IEnumerable<RoomSubscription> subscriptions) =>
        [.. subscriptions.Chunk(MostMembers).Select(members => new WakeGroup(members))];

    /// <summary>Wakes everybody.</summary>
    public void Wake() => Want(ForAll);

    /// <summary>Wakes those who may be shown more text now.</summary>
    public void WakeForText() => Want(ForText);

    public void Execute()
    {
        // Before they look: what comes from now on wakes them again.
        var wanted = Interlocked.Exchange(ref _wanted, 0);
        foreach (var subscription in members)
            subscription.Notify(textOnly: wanted == ForText);
    }

    private void Want(int what)
    {
        if (Interlocked.Or(ref _wanted, what) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
