using GroupChat.Chat.Tests.Kit;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Messages;

public sealed class PeopleMentionTests
{
    [Fact]
    public async Task Post_WithMentions_NamesMembersOnceAndLeavesOutOthers()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var request = Requests.Post(room, "@assistant and you two", "key");
        request.MentionUserIds.Add(["ben", "stranger", "ben", "agent:assistant"]);
        var posted = (await house.Client("ann").PostMessageAsync(request).ResponseAsync.Within()).Message;
        Assert.Equal(["agent:assistant", "ben"], posted.Mentions.Select(mention => mention.UserId));

        var repeated = await house.Client("ann").PostMessageAsync(request).ResponseAsync.Within();
        Assert.True(repeated.AlreadyExisted);
        request.MentionUserIds.Clear();
        var other = await ChatHouse.RefusalAsync(house.Client("ann").PostMessageAsync(request));
        Assert.Equal("CLIENT_MESSAGE_ID_REUSED", other.Reason);
    }

    [Fact]
    public async Task Edit_ReplacesMentions()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben", "cid");
        var posted = await house.PostAsync("ann", room, "hello");
        var toBen = await house.Client("ann").EditMessageAsync(Requests.Edit(posted, "hello", "ben")).ResponseAsync.Within();
        var toCid = await house.Client("ann").EditMessageAsync(Requests.Edit(posted, "hello", "cid")).ResponseAsync.Within();
        Assert.Equal(["ben"], toBen.Message.Mentions.Select(mention => mention.UserId));
        Assert.Equal(["cid"], toCid.Message.Mentions.Select(mention => mention.UserId));
        Assert.Equal(2, toCid.Message.EditCount);
    }

    [Fact]
    public async Task Post_WithTooManyMentions_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var request = Requests.Post(room, "all of you");
        request.MentionUserIds.Add(Enumerable.Range(0, 51).Select(i => $"user {i}"));
        var refusal = await ChatHouse.RefusalAsync(house.Client("ann").PostMessageAsync(request));
        Assert.Equal(("INVALID_REQUEST", "mention_user_ids"), (refusal.Reason, Assert.Single(refusal.Violations).Field));
    }
}
