using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Messages;

public sealed class EditTests
{
    [Fact]
    public async Task Edit_ByItsAuthor_ReplacesTheTextForAll()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var watching = await house.ConverseAsync("ben", Requests.Latest(room));
        await watching.CaughtUpAsync();
        var posted = await house.PostAsync("ann", room, "helo");

        var edited = await house.Client("ann").EditMessageAsync(Requests.Edit(posted, "hello")).ResponseAsync.Within();
        Assert.Equal(("hello", 1), (edited.Message.TextOf(), edited.Message.EditCount));
        Assert.NotNull(edited.Message.EditTime);
        Assert.Equal((posted.Sequence, posted.CreateTime), (edited.Message.Sequence, edited.Message.CreateTime));
        Assert.Equal(edited.Message, await house.GetAsync("ben", posted));
        var seen = await watching.NextAsync(frame => frame.Event?.MessageEdited is not null);
        Assert.Equal((edited.Message, edited.Cursor), (seen.Event.MessageEdited.Message, seen.Event.Cursor));
        Assert.Equal(posted.Sequence + 1, seen.Event.Sequence);
    }

    [Fact]
    public async Task Edit_ThatChangesNothing_AddsNothing()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await house.PostAsync("ann", room, "hello");
        var first = await house.Client("ann").EditMessageAsync(Requests.Edit(posted, "bye")).ResponseAsync.Within();
        var again = await house.Client("ann").EditMessageAsync(Requests.Edit(posted, "bye")).ResponseAsync.Within();
        Assert.Equal(first, again);
        Assert.Single(await house.LogAsync("ann", room), e => e.MessageEdited is not null);
    }

    [Fact]
    public async Task Edit_AfterOthers_KeepsEveryRevision()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var posted = await house.PostAsync("ann", room, "text 0");
        for (var i = 1; i <= 4; i++)
            await house.Client("ann").EditMessageAsync(Requests.Edit(posted, $"text {i}")).ResponseAsync.Within();

        var (texts, token) = (new List<string>(), "");
        do
        {
            var page = await house.Client("ben").ListMessageRevisionsAsync(
                new() { RoomId = room, MessageId = posted.MessageId, PageSize = 2, PageToken = token }).ResponseAsync.Within();
            texts.AddRange(page.Revisions.Select(revision => revision.Parts[0].Text.Text));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"text {i}"), texts);
        Assert.Equal(("text 4", 4), ((await house.GetAsync("ben", posted)).TextOf(), (await house.GetAsync("ben", posted)).EditCount));
        var listed = await house.Client("ben").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within();
        Assert.Equal(["text 4"], listed.Messages.Select(message => message.TextOf()));
    }

    [Fact]
    public async Task Edit_Refused_SaysWhy()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var posted = await house.PostAsync("ben", room, "hello");
        var missing = Requests.Edit(posted, "x");
        missing.MessageId = Guid.Empty.ToString();

        Assert.Equal((ErrorCode.PermissionDenied, "NOT_THE_AUTHOR"), await RefusedAsync("ann", Requests.Edit(posted, "x")));
        Assert.Equal((ErrorCode.PermissionDenied, "NOT_A_MEMBER"), await RefusedAsync("cid", Requests.Edit(posted, "x")));
        Assert.Equal((ErrorCode.NotFound, "MESSAGE_NOT_FOUND"), await RefusedAsync("ben", missing));
        Assert.Equal((ErrorCode.InvalidArgument, "MESSAGE_EMPTY"), await RefusedAsync("ben", Requests.Edit(posted, " ")));
        Assert.Equal((ErrorCode.InvalidArgument, "MESSAGE_TOO_LARGE"), await RefusedAsync("ben", Requests.Edit(posted, new string('x', 32_769))));
        Assert.Equal((ErrorCode.InvalidArgument, "INVALID_REQUEST"), await RefusedAsync("ben", new()));
        await house.Client("ben").DeleteMessageAsync(Requests.Delete(posted)).ResponseAsync.Within();
        Assert.Equal((ErrorCode.FailedPrecondition, "MESSAGE_DELETED"), await RefusedAsync("ben", Requests.Edit(posted, "x")));
        await house.Client("ben").LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        Assert.Equal((ErrorCode.PermissionDenied, "NOT_A_MEMBER"), await RefusedAsync("ben", Requests.Edit(posted, "x")));

        async Task<(ErrorCode, string)> RefusedAsync(string user, EditMessageRequest request)
        {
            var refusal = await ChatHouse.RefusalAsync(house.Client(user).EditMessageAsync(request));
            return (refusal.Code, refusal.Reason);
        }
    }

    [Fact]
    public async Task Edit_OfAnAnswer_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await house.PostAsync("ann", room, "@assistant hello");
        var answer = (await house.LogAsync("ann", room)).Single(e => e.AnswerStarted is not null).AnswerStarted.Message;
        var refusal = await ChatHouse.RefusalAsync(house.Client("ann").EditMessageAsync(Requests.Edit(answer, "mine")));
        Assert.Equal("NOT_THE_AUTHOR", refusal.Reason);
    }

    [Fact]
    public async Task Edit_ThatMentionsAnAgent_DoesNotAskIt()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await house.PostAsync("ann", room, "hello");
        var edited = await house.Client("ann").EditMessageAsync(Requests.Edit(posted, "@assistant hello")).ResponseAsync.Within();
        Assert.Equal(["agent:assistant"], edited.Message.Mentions.Select(mention => mention.UserId));
        Assert.DoesNotContain(await house.LogAsync("ann", room), e => e.AnswerStarted is not null);
    }

    [Fact]
    public async Task Post_RepeatedAfterAnEdit_ReturnsTheMessageAsItIsNow()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await house.PostAsync("ann", room, "helo", "key");
        await house.Client("ann").EditMessageAsync(Requests.Edit(posted, "hello")).ResponseAsync.Within();
        var repeated = await house.Client("ann").PostMessageAsync(Requests.Post(room, "helo", "key")).ResponseAsync.Within();
        Assert.Equal((true, "hello"), (repeated.AlreadyExisted, repeated.Message.TextOf()));
        var other = await ChatHouse.RefusalAsync(house.Client("ann").PostMessageAsync(Requests.Post(room, "hello", "key")));
        Assert.Equal("CLIENT_MESSAGE_ID_REUSED", other.Reason);
    }
}
