using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

public sealed class UpdateTests
{
    [Fact]
    public async Task Update_OfTheFieldsInTheMask_LeavesTheRest()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "mod");
        await house.SetRoleAsync("ann", room, "mod", MemberRole.Moderator);
        var named = await house.UpdateAsync("mod", room, to => (to.DisplayName, to.Topic) = ("New name", "not in the mask"), "display_name");
        Assert.Equal(("New name", ""), (named.Room.DisplayName, named.Room.Topic));
        var again = await house.UpdateAsync("mod", room, to => to.DisplayName = "New name", "display_name");
        Assert.Equal((named.Room, named.Cursor), (again.Room, again.Cursor));
        var written = (await house.LogAsync("ann", room))[^1];
        Assert.Equal((named.Cursor, "mod"), (written.Cursor, written.RoomUpdated.UpdatedBy.UserId));
        Assert.Equal(named.Room, written.RoomUpdated.Room);

        var settings = await house.UpdateAsync("ann", room, to => to.Settings.HideReadMarks = true, "settings.hide_read_marks", "topic");
        Assert.Equal((true, "New name"), (settings.Room.Settings.HideReadMarks, settings.Room.DisplayName));
        Assert.Equal(settings.Room, (await house.Client("ann").GetRoomAsync(new() { RoomId = room }).ResponseAsync.Within()).Room);
    }

    [Fact]
    public async Task Update_WithoutTheRight_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "mod", "ben");
        await house.SetRoleAsync("ann", room, "mod", MemberRole.Moderator);
        UpdateRoomRequest To(params string[] paths) => new() { Room = new() { RoomId = room }, UpdateMask = new() { Paths = { paths } } };

        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("ben").UpdateRoomAsync(To("topic"))));
        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("mod").UpdateRoomAsync(To("settings"))));
        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("mod").ArchiveRoomAsync(new() { RoomId = room })));
        foreach (var paths in new[] { [], new[] { "head_sequence" } })
            Assert.Equal("update_mask", Assert.Single((await ChatHouse.RefusalAsync(house.Client("ann").UpdateRoomAsync(To(paths)))).Violations).Field);
        var wrong = To("visibility", "settings", "display_name");
        wrong.Room.Visibility = RoomVisibility.Direct;
        wrong.Room.Settings = new()
        {
            SlowModeInterval = Duration.FromTimeSpan(TimeSpan.FromHours(7)),
            Retention = Duration.FromTimeSpan(TimeSpan.FromMinutes(59)),
        };
        var refusal = await ChatHouse.RefusalAsync(house.Client("ann").UpdateRoomAsync(wrong));
        Assert.Equal(
            ["display_name", "settings.retention", "settings.slow_mode_interval", "visibility"],
            refusal.Violations.Select(violation => violation.Field).Order());
    }

    [Fact]
    public async Task Update_ToPrivate_HidesTheRoom()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await house.UpdateAsync("ann", room, to => to.Visibility = RoomVisibility.Private, "visibility");
        Assert.Equal("ROOM_NOT_FOUND", await RoomKit.ReasonAsync(house.Client("ben").GetRoomAsync(new() { RoomId = room })));
        await house.UpdateAsync("ann", room, to => to.Visibility = RoomVisibility.Public, "visibility");
        await house.JoinAsync("ben", room);
    }

    [Fact]
    public async Task Archive_StopsEverythingButLeavingAndReading()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var sent = Requests.Post(room, "before");
        await house.Client("ben").PostMessageAsync(sent).ResponseAsync.Within();
        var archived = await house.Client("ann").ArchiveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        Assert.True(archived.Room.Archived);
        Assert.Equal(archived.Cursor, (await house.Client("ann").ArchiveRoomAsync(new() { RoomId = room }).ResponseAsync.Within()).Cursor);

        Assert.Equal("ROOM_ARCHIVED", (await house.PostRefusalAsync("ann", room)).Reason);
        Assert.Equal("ROOM_ARCHIVED", await RoomKit.ReasonAsync(house.Client("eve").JoinRoomAsync(new() { RoomId = room })));
        var kick = new RemoveMemberRequest { RoomId = room, UserId = "ben" };
        Assert.Equal("ROOM_ARCHIVED", await RoomKit.ReasonAsync(house.Client("ann").RemoveMemberAsync(kick)));
        var topic = new UpdateRoomRequest { Room = new() { RoomId = room }, UpdateMask = new() { Paths = { "topic" } } };
        Assert.Equal("ROOM_ARCHIVED", await RoomKit.ReasonAsync(house.Client("ann").UpdateRoomAsync(topic)));
        Assert.True((await house.Client("ben").PostMessageAsync(sent).ResponseAsync.Within()).AlreadyExisted);
        await house.LeaveAsync("ben", room);

        await house.Client("ann").UnarchiveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        await house.PostAsync("ann", room, "after");
    }

    [Fact]
    public async Task SlowMode_HoldsOverARestart()
    {
        using var data = new TempFolder();
        var time = new ManualTimeProvider();
        string room;
        await using (var house = await ChatHouse.OpenAsync(data, time))
        {
            room = await house.RoomAsync("ann", "ben");
            var slow = Duration.FromTimeSpan(TimeSpan.FromSeconds(30));
            await house.UpdateAsync("ann", room, to => to.Settings.SlowModeInterval = slow, "settings.slow_mode_interval");
            await house.PostAsync("ben", room, "one");
            await house.PostAsync("ann", room, "owners");
            await house.PostAsync("ann", room, "do not wait");
        }

        time.Advance(TimeSpan.FromSeconds(10));
        await using var again = await ChatHouse.OpenAsync(data, time);
        var refusal = await again.PostRefusalAsync("ben", room);
        Assert.Equal(("SLOW_MODE", TimeSpan.FromSeconds(20)), (refusal.Reason, refusal.RetryAfter));
        time.Advance(TimeSpan.FromSeconds(20));
        await again.PostAsync("ben", room, "two");
        await again.UpdateAsync("ann", room, _ => { }, "settings.slow_mode_interval");
        await again.PostAsync("ben", room, "three");
    }
}
