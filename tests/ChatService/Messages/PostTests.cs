using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Messages;

public sealed class PostTests
{
    [Fact]
    public async Task Post_Repeated_ReturnsTheFirstMessageForEver()
    {
        using var data = new TempFolder();
        PostMessageResponse first;
        string room;
        await using (var house = await ChatHouse.OpenAsync(data))
        {
            room = await house.RoomAsync("ann", "ben");
            first = await house.Client("ann").PostMessageAsync(Requests.Post(room, "hello", "id-1")).ResponseAsync.Within();
            Assert.False(first.AlreadyExisted);
            var again = await house.Client("ann").PostMessageAsync(Requests.Post(room, "hello", "id-1")).ResponseAsync.Within();
            Assert.Equal((first.Message, true, first.Cursor), (again.Message, again.AlreadyExisted, again.Cursor));
            // Another author, another room: another message.
            var ben = await house.Client("ben").PostMessageAsync(Requests.Post(room, "hello", "id-1")).ResponseAsync.Within();
            var other = await house.RoomAsync("ann");
            var elsewhere = await house.Client("ann").PostMessageAsync(Requests.Post(other, "hello", "id-1")).ResponseAsync.Within();
            Assert.Equal((false, false), (ben.AlreadyExisted, elsewhere.AlreadyExisted));
        }

        await using var restarted = await ChatHouse.OpenAsync(data);
        var late = await restarted.Client("ann").PostMessageAsync(Requests.Post(room, "hello", "id-1")).ResponseAsync.Within();
        Assert.Equal((first.Message, true), (late.Message, late.AlreadyExisted));
        Assert.Equal(2, (await restarted.LogAsync("ann", room)).Count(e => e.MessagePosted is not null));
    }

    [Fact]
    public async Task Post_RepeatedAfterLeaving_ReturnsTheFirst()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var first = await house.PostAsync("ben", room, "hello", "id-1");
        await house.LeaveAsync("ben", room);
        var again = await house.Client("ben").PostMessageAsync(Requests.Post(room, "hello", "id-1")).ResponseAsync.Within();
        Assert.Equal((first, true), (again.Message, again.AlreadyExisted));
        Assert.Equal("NOT_A_MEMBER", (await house.PostRefusalAsync("ben", room)).Reason);
    }

    [Fact]
    public async Task Post_RepeatedWithOtherContent_NamesTheFirst()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var first = await house.PostAsync("ann", room, "hello", "id-1");
        var reply = Requests.Post(room, "hello", "id-1");
        reply.ReplyToMessageId = first.MessageId;
        var markdown = Requests.Post(room, "hello", "id-1");
        markdown.Parts[0].Text.Format = TextFormat.Markdown;

        foreach (var other in new[] { Requests.Post(room, "hallo", "id-1"), reply, markdown })
        {
            var refusal = await ChatHouse.RefusalAsync(house.Client("ann").PostMessageAsync(other));
            Assert.Equal((ErrorCode.AlreadyExists, "CLIENT_MESSAGE_ID_REUSED"), (refusal.Code, refusal.Reason));
            Assert.Equal((first.MessageId, "4"), (refusal.Metadata["message_id"], refusal.Metadata["sequence"]));
        }
    }

    [Fact]
    public async Task Post_By64RacingRetries_IsStoredOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var client = house.Client("ann");
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i =>
            client.PostMessageAsync(Requests.Post(room, $"text {i % 4}", $"id-{i % 4}")).ResponseAsync)).Within(TimeSpan.FromSeconds(30));

        foreach (var same in answers.GroupBy(answer => answer.Message.ClientMessageId))
        {
            Assert.Single(same.Select(answer => answer.Message).Distinct());
            Assert.Single(same, answer => !answer.AlreadyExisted);
        }

        Assert.Equal([1L, 2, 3, 4, 5, 6, 7], (await house.LogAsync("ann", room)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Post_Stored_CarriesWhatTheServerKnows()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var question = await house.PostAsync("ann", room, "one");
        var request = Requests.Post(room, "two");
        request.ReplyToMessageId = question.MessageId;
        request.Parts[0].Text.Format = TextFormat.Markdown;
        request.Parts[0].Origin = new() { Source = OriginSource.Tool, Trust = TrustLevel.Untrusted };
        var posted = (await house.Client("ann").PostMessageAsync(request).ResponseAsync.Within()).Message;

        Assert.Equal((5L, question.MessageId), (posted.Sequence, posted.ReplyToMessageId));
        Assert.Equal(("ann", ParticipantKind.Human), (posted.Author.UserId, posted.Author.Kind));
        var part = Assert.Single(posted.Parts);
        Assert.Equal(("two", TextFormat.Markdown), (part.Text.Text, part.Text.Format));
        Assert.Equal((OriginSource.Member, TrustLevel.Member), (part.Origin.Source, part.Origin.Trust));
        var found = await house.Client("ann").GetMessageAsync(new() { RoomId = room, MessageId = posted.MessageId }).ResponseAsync.Within();
        Assert.Equal(posted, found.Message);
        Assert.Equal(posted, (await house.LogAsync("ann", room))[^1].MessagePosted.Message);
    }

    [Fact]
    public async Task Post_AtTheLimits_IsTakenOrNamed()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await house.PostAsync("ann", room, new string('x', 32_768));
        await house.PostAsync("ann", room, string.Concat(Enumerable.Repeat("\u00e4", 16_384)));

        async Task<DomainError> Refused(PostMessageRequest request) =>
            await ChatHouse.RefusalAsync(house.Client("ann").PostMessageAsync(request));

        var tooLarge = await Refused(Requests.Post(room, new string('x', 32_769)));
        Assert.Equal(("MESSAGE_TOO_LARGE", "32768"), (tooLarge.Reason, tooLarge.Metadata["max_bytes"]));
        Assert.Equal("MESSAGE_TOO_LARGE", (await Refused(Requests.Post(room, string.Concat(Enumerable.Repeat("\u00e4", 16_385))))).Reason);
        Assert.Equal("MESSAGE_EMPTY", (await Refused(Requests.Post(room, " \n\t "))).Reason);
        Assert.Equal("MESSAGE_EMPTY", (await Refused(new() { RoomId = room, ClientMessageId = "a" })).Reason);
        Assert.Equal("ROOM_NOT_FOUND", (await Refused(Requests.Post("nowhere", "x"))).Reason);
        Assert.Equal("NOT_A_MEMBER", (await ChatHouse.RefusalAsync(house.Client("ben").PostMessageAsync(Requests.Post(room, "x")))).Reason);
        var unknownReply = Requests.Post(room, "x");
        unknownReply.ReplyToMessageId = Guid.Empty.ToString();
        Assert.Equal("MESSAGE_NOT_FOUND", (await Refused(unknownReply)).Reason);
        var oddReply = Requests.Post(room, "x");
        oddReply.ReplyToMessageId = "odd";
        Assert.Equal("MESSAGE_NOT_FOUND", (await Refused(oddReply)).Reason);
    }

    [Fact]
    public async Task Post_WithManyMistakes_NamesThemAll()
    {
        await using var house = await ChatHouse.OpenAsync();
        var request = new PostMessageRequest { ClientMessageId = "caf\u00e9" };
        var refusal = await ChatHouse.RefusalAsync(house.Client("ann").PostMessageAsync(request));
        Assert.Equal(
            ("INVALID_REQUEST", "client_message_id,parts[0].text.text,room_id"),
            (refusal.Reason, string.Join(',', refusal.Violations.Select(v => v.Field).Order(StringComparer.Ordinal))));

        var room = await house.RoomAsync("ann");
        var twoParts = Requests.Post(room, "x");
        twoParts.Parts.Add(twoParts.Parts[0].Clone());
        var noText = Requests.Post(room, "x");
        noText.Parts[0].Text = null;
        var oddFormat = Requests.Post(room, "x");
        oddFormat.Parts[0].Text.Format = (TextFormat)9;
        foreach (var (odd, field) in new[] { (twoParts, "parts"), (noText, "parts[0].text"), (oddFormat, "parts[0].text.format") })
            Assert.Equal(field, Assert.Single((await ChatHouse.RefusalAsync(house.Client("ann").PostMessageAsync(odd))).Violations).Field);
    }
}
