using GroupChat.Chat.Delivery;
using GroupChat.Chat.Presence;
using GroupChat.Chat.Rooms;
using Microsoft.Extensions.Hosting;

namespace GroupChat.Chat.Bus;

/// <summary>
/// Tells other nodes who has which room open here: once a second what has changed, and everything again every ten seconds, which
/// repairs what was lost. Nodes that say nothing any more are forgotten.
/// </summary>
internal sealed class PresenceTeller(Node node, RoomFeeds feeds, IRoomBus bus, TimeProvider time) : BackgroundService
{
    private const int MostAtOnce = 2_000;

    /// <summary>Everything is told again within so many rounds.</summary>
    private static readonly int Rounds = (int)(OtherNodes.Holds.TotalSeconds / 3);
    private static readonly TimeSpan RoundsApart = TimeSpan.FromSeconds(1);

    private long _version;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (node.IsAlone)
            return;
        feeds.Presence.Begin();
        feeds.Unsure.Begin();
        // A node that starts again goes on from a higher version, though it has another name then.
        _version = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var round = 0; !stoppingToken.IsCancellationRequested; round++)
        {
            Tell(round);
            await Task.Delay(RoundsApart, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Tell(int round)
    {
        foreach (var room in feeds.Presence.Take(MostAtOnce))
            Tell(room);
        foreach (var room in feeds.Unsure.Take(MostAtOnce))
            bus.Publish(new BusNote.Asked(room));
        foreach (var feed in feeds.All.Where(feed => (uint)feed.Room.GetHashCode() % Rounds == round % Rounds))
        {
            feed.Signals.ForgetSilentNodes();
            Tell(feed.Room);
        }
    }

    private void Tell(RoomId room) =>
        bus.Publish(new BusNote.Presence(room, node.Id, ++_version, feeds.Find(room)?.Signals.Here ?? []));
}
