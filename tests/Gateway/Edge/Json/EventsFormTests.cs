using System.Buffers;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Gateway.Edge.Json.Answers;
using GroupChat.Gateway.Edge.Json.Calls;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed class EventsFormTests
{
    private static readonly WatchRoomsResponse Event = Frame(new() { Event = new() { Cursor = "c1" } });

    [Fact]
    public void Event_OfOneRoom_HasItsCursorAsId() => Assert.Equal("id: c1\ndata: {}\n\n", Written(new() { RoomId = "a" }, Event));

    [Fact]
    public void Event_OfOneSubscription_HasItsCursorAsId() =>
        Assert.Equal("id: c1\ndata: {}\n\n", Written(new() { Subscriptions = { new Subscription { RoomId = "a" } } }, Event));

    [Fact]
    public void Event_OfSeveralRooms_HasNoId() => Assert.Equal(
        "data: {}\n\n", Written(new() { Subscriptions = { new Subscription { RoomId = "a" }, new Subscription { RoomId = "b" } } }, Event));

    [Fact]
    public void Signal_Always_LeavesThePlaceAsItIs() => Assert.Equal("data: {}\n\n", Written(new() { RoomId = "a" }, Frame(new() { Signal = new() })));

    [Fact]
    public void Heartbeat_Always_IsAComment() => Assert.Equal(": heartbeat\n\n", Written(new() { RoomId = "a" }, Frame(new() { Heartbeat = new() })));

    [Fact]
    public void GoAway_Always_SaysWhenToComeBackAndWhere()
    {
        var goAway = new GoAwayFrame { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(1.5)), ResumePoints = { new ResumePoint { Cursor = "c9" } } };

        Assert.Equal("retry: 1500\nid: c9\ndata: {}\n\n", Written(new() { RoomId = "a" }, Frame(new() { GoAway = goAway })));
    }

    [Theory]
    [InlineData("", "before")]
    [InlineData("later", "later")]
    public void Resume_FromTheLastEvent_WinsOverTheRequest(string lastEventId, string expected)
    {
        var shortForm = new WatchRoomsRequest { RoomId = "a", Cursor = "before" };
        var list = new WatchRoomsRequest { Subscriptions = { new Subscription { RoomId = "a", Cursor = "before" } } };

        RoomResume.Of(shortForm, lastEventId);
        RoomResume.Of(list, lastEventId);

        Assert.Equal((expected, expected), (shortForm.Cursor, list.Subscriptions[0].Cursor));
    }

    [Fact]
    public void Resume_OfAnotherStream_IsNone() => Assert.Null(RoomResume.Of(new GetRoomRequest(), "x"));

    private static WatchRoomsResponse Frame(ServerFrame frame) => new() { Frame = frame };

    private static string Written(WatchRoomsRequest request, IMessage message)
    {
        var body = new ArrayBufferWriter<byte>();
        new EventsForm(RoomResume.Of(request, "")).WriteMessage(body, "{}", message);
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
