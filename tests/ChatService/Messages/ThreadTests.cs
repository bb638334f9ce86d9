using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Messages;

public sealed class ThreadTests
{
    [Fact]
    public async Task Replies_ToReplies_BelongToOneThread()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var root = await house.PostAsync("ann", room, "root");
        var first = await house.ReplyAsync("ben", root, "first");
        await house.PostAsync("ann", room, "aside");
        var second = await house.ReplyAsync("ann", first, "second");
        var third = await house.ReplyAsync("ben", second, "third");

        Assert.Equal("", root.ThreadRootMessageId);
        Assert.All(new[] { first, second, third }, reply => Assert.Equal(root.MessageId, reply.ThreadRootMessageId));
        Assert.Equal(new ThreadSummary { ReplyCount = 3, LastReplySequence = third.Sequence }, (await house.GetAsync("ann", root)).Thread);
        Assert.Null((await house.GetAsync("ann", first)).Thread);
        var listed = (await house.Client("ann").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within()).Messages;
        Assert.Equal([0, 0, 0, 0, 3], listed.Select(message => message.Thread?.ReplyCount ?? 0));
        foreach (var any in new[] { root, second })
        {
            var (replies, found) = await ThreadAsync(house, any);
            Assert.Equal(["first", "second", "third"], replies);
            Assert.Equal("root", found.TextOf());
        }
    }

    [Fact]
    public async Task DeletedReplies_DoNotCount_AndKeepTheirPlace()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var root = await house.PostAsync("ann", room, "root");
        var first = await house.ReplyAsync("ann", root, "first");
        var second = await house.ReplyAsync("ann", root, "second");
        await house.Client("ann").DeleteMessageAsync(Requests.Delete(second)).ResponseAsync.Within();
        Assert.Equal(new ThreadSummary { ReplyCount = 1, LastReplySequence = first.Sequence }, (await house.GetAsync("ann", root)).Thread);
        Assert.Equal(["first", ""], (await ThreadAsync(house, root)).Replies);
        await house.Client("ann").DeleteMessageAsync(Requests.Delete(first)).ResponseAsync.Within();
        Assert.Null((await house.GetAsync("ann", root)).Thread);

        // The root may go, too: what was said below it stays, and goes on.
        var third = await house.ReplyAsync("ann", first, "third");
        await house.Client("ann").DeleteMessageAsync(Requests.Delete(root)).ResponseAsync.Within();
        await house.ReplyAsync("ann", root, "fourth");
        Assert.Equal(root.MessageId, third.ThreadRootMessageId);
        Assert.Equal(["", "", "third", "fourth"], (await ThreadAsync(house, third)).Replies);
        Assert.Equal(2, (await house.GetAsync("ann", root)).Thread.ReplyCount);
    }

    [Fact]
    public async Task Answers_AreRepliesToTheirQuestion()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var root = await house.PostAsync("ann", room, "root");
        var question = await house.ReplyAsync("ann", root, "@assistant why?");
        var answer = (await house.LogAsync("ann", room)).Single(e => e.AnswerStarted is not null).AnswerStarted.Message;
        Assert.Equal((question.MessageId, root.MessageId), (answer.ReplyToMessageId, answer.ThreadRootMessageId));
        Assert.Equal(2, (await house.GetAsync("ann", root)).Thread.ReplyCount);
    }

    [Fact]
    public async Task ListThread_Refused_SaysWhy()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var root = await house.PostAsync("ann", room, "root");
        var stranger = await ChatHouse.RefusalAsync(house.Client("ben").ListThreadAsync(new() { RoomId = room, MessageId = root.MessageId }));
        var missing = await ChatHouse.RefusalAsync(
            house.Client("ann").ListThreadAsync(new() { RoomId = room, MessageId = Guid.Empty.ToString() }));
        var token = await ChatHouse.RefusalAsync(
            house.Client("ann").ListThreadAsync(new() { RoomId = room, MessageId = root.MessageId, PageToken = "no token" }));
        Assert.Equal(
            ["NOT_A_MEMBER", "MESSAGE_NOT_FOUND", "INVALID_PAGE_TOKEN"], new[] { stranger, missing, token }.Select(refusal => refusal.Reason));
    }

    private static async Task<(List<string> Replies, Message Root)> ThreadAsync(ChatHouse house, Message message)
    {
        var (texts, token) = (new List<string>(), "");
        while (true)
        {
            var page = await house.Client("ann").ListThreadAsync(
                new() { RoomId = message.RoomId, MessageId = message.MessageId, PageSize = 2, PageToken = token }).ResponseAsync.Within();
            texts.AddRange(page.Replies.Select(reply => reply.TextOf()));
            token = page.NextPageToken;
            if (token.Length == 0)
                return (texts, page.Root);
        }
    }
}
