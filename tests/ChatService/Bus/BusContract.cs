using GroupChat.Chat.Bus;
using GroupChat.Chat.Rooms;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>What every bus keeps, whether or not there is anybody else.</summary>
public abstract class BusContract
{
    internal static readonly RoomId Room = new("general");

    internal abstract BusNode Open();

    [Fact]
    public async Task Publish_FarMoreThanCanWait_NeverWaitsAndNeverFails()
    {
        await using var node = Open();
        var room = Room;
        await Task.Run(() =>
        {
            for (var i = 0; i < 200_000; i++)
                node.Bus.Publish(new BusNote.Asked(room));
        }).Within();
    }

    [Fact]
    public async Task Watch_AsOftenAsItIsUndone_IsNoError()
    {
        await using var node = Open();
        for (var i = 0; i < 100; i++)
        {
            node.Bus.Watch(Room);
            node.Bus.Watch(new RoomId($"room-{i}"));
            node.Bus.Unwatch(Room);
        }

        for (var i = 0; i < 100; i++)
            node.Bus.Unwatch(new RoomId($"room-{i}"));
    }

    [Fact]
    public async Task Run_WhenCancelled_Ends()
    {
        var node = Open();
        node.Bus.Watch(Room);
        await node.DisposeAsync().Within();
    }
}
