using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Delivery;

/// <summary>Whatever a stream says of a room it watches, it says how far the room's log goes.</summary>
public sealed class FrameHeadTests
{
    private static readonly Kind[] Kinds =
        [Kind.Subscribed, Kind.Event, Kind.CaughtUp, Kind.Signal, Kind.Posted, Kind.Regenerated, Kind.Cancelled, Kind.Error, Kind.Unsubscribed];

    [Fact]
    public async Task Frames_OfAWatchedRoom_AllSayTheNewestSequence()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
        await using var ann = await house.ConverseAsync("ann", Requests.Earliest(room));
        await ann.SendAsync(Requests.PostFrame(room, "@assistant why?", "question", "post"));
        var seen = await UntilAsync(ann, frame => frame.Event?.AnswerStarted is not null, []);
        var answer = seen[^1].Event.AnswerStarted.Message.MessageId;
        await ann.SendAsync(new() { RequestId = "cancel", Cancel = new() { Answer = new() { RoomId = room, MessageId = answer } } });
        await UntilAsync(ann, frame => frame.FrameCase == Kind.Cancelled, seen);
        await ann.SendAsync(new() { RequestId = "again", Regenerate = new() { Answer = new() { RoomId = room, MessageId = answer, RequestId = "r" } } });
        await UntilAsync(ann, frame => frame.FrameCase == Kind.Regenerated, seen);
        await ann.SendAsync(Requests.PostFrame(room, "another", "question", "reused"));
        await UntilAsync(ann, frame => frame.FrameCase == Kind.Error, seen);
        await ben.SendAsync(new() { Typing = new() { Typing = new() { RoomId = room, Typing = true } } });
        await UntilAsync(ann, frame => frame.Signal?.Typing is not null, seen);
        await ann.SendAsync(new() { RequestId = "end", Unsubscribe = new() { RoomId = room } });
        await UntilAsync(ann, frame => frame.FrameCase == Kind.Unsubscribed, seen);

        Assert.Empty(Kinds.Except(seen.Select(frame => frame.FrameCase)));
        var newest = 0L;
        foreach (var frame in seen.Where(frame => frame.RoomId == room))
        {
            newest = Math.Max(newest, Math.Max(frame.Event?.Sequence ?? 0, frame.Posted?.Message.Sequence ?? 1));
            Assert.True(frame.HeadSequence >= newest, $"{frame} after {newest}");
            newest = frame.HeadSequence;
        }
    }

    private static async Task<List<ServerFrame>> UntilAsync(ChatStream stream, Func<ServerFrame, bool> wanted, List<ServerFrame> seen)
    {
        do
            seen.Add(await stream.NextAsync());
        while (!wanted(seen[^1]));
        return seen;
    }
}
