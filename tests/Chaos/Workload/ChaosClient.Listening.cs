using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Workload.Operations;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Workload;

internal sealed partial class ChaosClient
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(9);

    /// <summary>Listens until told to stop, over as many streams as it takes.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var wire = _wires.To(Draw(Servers));
            var pause = TimeSpan.FromMilliseconds(Draw(200));
            try
            {
                // A worker may have given the connection up by now.
                using var talk = new Talk(wire, identity.Headers, tools.Recorder.NewStream());
                await using var stop = cancellationToken.Register(talk.Dispose);
                pause = await ListenAsync(talk) ?? pause;
            }
            catch (Exception broken) when (IsBroken(broken))
            {
                if (broken is RpcException ended && Refusal.Read(ended) is Outcome.Refused refused)
                    Complain($"a stream ended with {refused.Reason}");
                _wires.Drop(wire);
            }

            _talk = null;
            await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reads one stream to its end; how long to stay away, if the server said so.</summary>
    private async Task<TimeSpan?> ListenAsync(Talk talk)
    {
        var wanted = rooms.Where(room => room.IsWanted).ToList();
        foreach (var room in wanted)
            talk.Rooms[room.Id] = true;
        var opening = talk.SendAsync(new() { RequestId = "open", Open = new() { Subscriptions = { wanted.Select(From) } } });
        var tending = TendAsync(talk);
        try
        {
            await opening.WaitAsync(LongestSilence);
            _talk = talk;
            while (await talk.ReadAsync() is { } sent)
            {
                foreach (var frame in tools.Tamper?.Pass(UserId, sent) ?? [sent])
                    See(talk, frame);
                if (sent.GoAway is { } goAway)
                    return goAway.RetryDelay.ToTimeSpan();
            }

            return null;
        }
        finally
        {
            talk.Dispose();
            await tending;
        }
    }

    private static Subscription From(ClientRoom room) => new() { RoomId = room.Id, Cursor = room.Cursor, Start = StartPosition.Earliest };

    private void See(Talk talk, ServerFrame frame)
    {
        talk.Settle(frame);
        foreach (var point in frame.GoAway?.ResumePoints ?? [])
            Room(point.RoomId).Cursor = point.Cursor;
        foreach (var position in frame.Heartbeat?.Positions ?? [])
            tools.Recorder.Saw(talk.Number, UserId, position.RoomId, position.HeadSequence, null);
        if (frame.RoomId.Length == 0)
            return;
        if (frame.Event is { } change)
            Take(talk, frame, Room(frame.RoomId), change);
        else if (talk.Rooms.ContainsKey(frame.RoomId))
            tools.Recorder.Saw(talk.Number, UserId, frame.RoomId, frame.HeadSequence, null);
        if (frame.Unsubscribed is not null)
            End(talk, Room(frame.RoomId));
        else if (frame.Error is { } error && frame.RequestId is "open" or "subscribe")
            TakeBack(talk, frame.RoomId, error);
        else if (frame.Error is { } unmarked && frame.RequestId == Marking.Id && Refusal.Read(unmarked.Status) is Outcome.Refused { Reason: not "NOT_A_MEMBER" } why)
            Complain($"a mark was refused with {why.Reason}");
    }

    private void Take(Talk talk, ServerFrame frame, ClientRoom room, RoomEvent change)
    {
        var known = tools.Recorder.Events.Take(change);
        tools.Recorder.Saw(talk.Number, UserId, room.Id, frame.HeadSequence, known.Fact);
        room.Cursor = change.Cursor;
        room.Apply(known.Event);
    }

    /// <summary>A subscription was refused; it is asked for again while the client is, or is about to be, a member.</summary>
    private void TakeBack(Talk talk, string room, ErrorFrame error)
    {
        End(talk, Room(room));
        if (Refusal.Read(error.Status) is Outcome.Refused { Reason: not "NOT_A_MEMBER" } refused)
            Complain($"a subscription was refused with {refused.Reason}");
    }

    /// <summary>
    /// The client is no longer a member. When it does not know why, an attempt to leave that it had given up has come through late,
    /// or it was removed: it comes back.
    /// </summary>
    private void End(Talk talk, ClientRoom room)
    {
        talk.Rooms.TryRemove(room.Id, out _);
        if (room.IsWanted && room.TryMove())
            Later(new Joining(room));
    }

    /// <summary>Pings, asks for the subscriptions that are missing, and gives the stream up when nothing comes any more.</summary>
    private async Task TendAsync(Talk talk)
    {
        try
        {
            for (var ticks = 1; !talk.Ended.IsCancellationRequested; ticks++)
            {
                await Task.Delay(Tick, TimeProvider.System, talk.Ended);
                if (talk.Silence > LongestSilence)
                    talk.Dispose();
                if (ticks % (PingEvery / Tick) < 1)
                    await talk.SendAsync(new() { RequestId = "ping", Ping = new() });
                foreach (var room in rooms.Where(room => room.IsWanted && talk.Rooms.TryAdd(room.Id, true)))
                    await talk.SendAsync(new() { RequestId = "subscribe", Subscribe = new() { Subscription = From(room) } });
            }
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            talk.Dispose();
        }
    }

    private ClientRoom Room(string id) => rooms.First(room => room.Id == id);
}
