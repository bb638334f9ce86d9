using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Chat.Tests.Marks;

/// <summary>Random histories of marks: what the server lists is what its events have told, and counts are those of the log.</summary>
public sealed class MarkHistoryTests
{
    private const int Steps = 60;
    private static readonly string[] Users = ["ann", "ben", "cid", "dan"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Marks_AfterAnyHistory_AreThoseOfTheEvents(int seed)
    {
        var (time, random) = (new ManualTimeProvider(), new Random(seed));
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben", "cid");
        for (var i = 0; i < Steps; i++)
        {
            await StepAsync(house, time, random, room);
            if (i % 10 == 0)
                await CheckAsync(house, room);
        }

        await CheckAsync(house, room);
    }

    private static async Task StepAsync(ChatHouse house, ManualTimeProvider time, Random random, string room)
    {
        var user = Users[random.Next(Users.Length)];
        var isMember = (await house.Client("ann").ListMembersAsync(new() { RoomId = room }).ResponseAsync.Within())
            .Members.Any(member => member.Participant.UserId == user);
        var head = (await house.LogAsync("ann", room)).Count;
        switch (random.Next(10))
        {
            case 0 when user != "ann":
                await house.Client(user).LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
                break;
            case 1 or 2 when !isMember:
                await house.Client(user).JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
                break;
            case 3 or 4 when isMember:
                var post = Requests.Post(room, "text");
                post.MentionUserIds.Add(Users[random.Next(Users.Length)]);
                await Tried(house.Client(user).PostMessageAsync(post).ResponseAsync);
                break;
            case 5:
                await DeleteAsync(house, random, room);
                break;
            case 6:
                time.Advance(TimeSpan.FromSeconds(1));
                break;
            case not 0 when isMember:
                await house.MarkAsync(user, room, random.Next(head + 1), random.Next(head + 1));
                break;
        }
    }

    private static async Task DeleteAsync(ChatHouse house, Random random, string room)
    {
        var said = (await house.Client("ann").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within()).Messages;
        if (said.Count > 0)
        {
            var request = new DeleteMessageRequest { RoomId = room, MessageId = said[random.Next(said.Count)].MessageId };
            await house.Client("ann").DeleteMessageAsync(request).ResponseAsync.Within();
        }
    }

    /// <summary>Who may be mentioned is not what is tried here.</summary>
    private static async Task Tried(Task<PostMessageResponse> post)
    {
        try
        {
            await post.Within();
        }
        catch (RpcException)
        {
        }
    }

    private static async Task CheckAsync(ChatHouse house, string room)
    {
        // An event may come in between at any time, so the log is read up to where the list was.
        var listed = await house.Client("ann").ListReadMarksAsync(new() { RoomId = room }).ResponseAsync.Within();
        var log = await house.LogAsync("ann", room);
        var replica = new RoomReplica();
        foreach (var roomEvent in log.TakeWhile(roomEvent => roomEvent.Cursor != listed.Cursor))
            replica.Apply(roomEvent);
        replica.Apply(log.First(roomEvent => roomEvent.Cursor == listed.Cursor));
        var expected = replica.Members.Select(member => member.Participant.UserId).Where(replica.Marks.ContainsKey)
            .Select(user => MarkSteps.Describe(replica.Marks[user]));
        Assert.Equal(expected, listed.Marks.Select(MarkSteps.Describe));
        foreach (var member in replica.Members.Where(member => member.Participant.Kind == ParticipantKind.Human))
            await CheckUnreadAsync(house, room, member.Participant.UserId);
    }

    private static async Task CheckUnreadAsync(ChatHouse house, string room, string user)
    {
        var unread = await house.UnreadAsync(user, room);
        var log = await house.LogAsync(user, room);
        var listed = await house.Client(user).ListMessagesAsync(new() { RoomId = room, PageSize = 200 }).ResponseAsync.Within();
        var left = listed.Messages.Where(message => message.Sequence > unread.Mark.ReadSequence && message.Deletion is null).ToList();
        Assert.Equal(left.Count, unread.UnreadCount);
        Assert.Equal(left.Count(message => message.Mentions.Any(mention => mention.UserId == user)), unread.MentionCount);
        Assert.DoesNotContain(
            log, roomEvent => roomEvent.Sequence > unread.Mark.ReadSequence && roomEvent.MessagePosted?.Message.Author.UserId == user);
    }
}
