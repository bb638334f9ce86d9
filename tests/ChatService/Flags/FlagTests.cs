using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Flags;

public sealed class FlagTests
{
    [Fact]
    public async Task Flag_ByMembers_IsForModeratorsAndNotInTheLog()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben", "cid");
        var posted = await house.PostAsync("cid", room, "buy this");
        var flagged = await house.Client("ben").FlagMessageAsync(Flag(posted, FlagReason.Spam)).ResponseAsync.Within();
        var again = await house.Client("ben").FlagMessageAsync(Flag(posted, FlagReason.Other, "really")).ResponseAsync.Within();
        Assert.Equal((FlagState.Open, "ben"), (flagged.Flag.State, flagged.Flag.FlaggedBy.UserId));
        Assert.Equal(flagged, again);
        Assert.Equal(posted.Sequence, (await house.LogAsync("ann", room)).Count);

        var listed = Assert.Single((await house.Client("ann").ListFlagsAsync(new() { RoomId = room }).ResponseAsync.Within()).Flags);
        Assert.Equal(("buy this", FlagReason.Spam, flagged.Flag.FlagId), (listed.Message.TextOf(), listed.Reason, listed.FlagId));
        var refusal = await ChatHouse.RefusalAsync(house.Client("ben").ListFlagsAsync(new() { RoomId = room }));
        Assert.Equal("ROLE_REQUIRED", refusal.Reason);
    }

    [Fact]
    public async Task Resolve_WithoutDeleting_ClosesTheFlagsOfTheMessage()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben", "cid");
        var posted = await house.PostAsync("ann", room, "fine");
        var first = (await house.Client("ben").FlagMessageAsync(Flag(posted, FlagReason.Spam)).ResponseAsync.Within()).Flag;
        await house.Client("cid").FlagMessageAsync(Flag(posted, FlagReason.Spam)).ResponseAsync.Within();

        var resolved = (await house.Client("ann").ResolveFlagAsync(Resolve(room, first, false)).ResponseAsync.Within()).Flag;
        Assert.Equal((FlagState.Dismissed, "ann"), (resolved.State, resolved.ResolvedBy.UserId));
        Assert.NotNull(resolved.ResolveTime);
        Assert.Empty((await house.Client("ann").ListFlagsAsync(new() { RoomId = room }).ResponseAsync.Within()).Flags);
        var all = (await house.Client("ann").ListFlagsAsync(new() { RoomId = room, IncludeResolved = true }).ResponseAsync.Within()).Flags;
        Assert.Equal([FlagState.Dismissed, FlagState.Dismissed], all.Select(flag => flag.State));
        Assert.Equal(resolved, (await house.Client("ann").ResolveFlagAsync(Resolve(room, first, false)).ResponseAsync.Within()).Flag);
    }

    [Fact]
    public async Task Resolve_WithDeleting_TakesTheMessage()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben", "cid");
        var posted = await house.PostAsync("cid", room, "buy this");
        var flag = (await house.Client("ben").FlagMessageAsync(Flag(posted, FlagReason.Spam)).ResponseAsync.Within()).Flag;
        var resolved = (await house.Client("ann").ResolveFlagAsync(Resolve(room, flag, true)).ResponseAsync.Within()).Flag;
        Assert.Equal((FlagState.Deleted, "ann"), (resolved.State, resolved.ResolvedBy.UserId));
        Assert.NotNull((await house.GetAsync("ben", posted)).Deletion);
        var refusal = await ChatHouse.RefusalAsync(house.Client("cid").FlagMessageAsync(Flag(posted, FlagReason.Spam)));
        Assert.Equal("MESSAGE_DELETED", refusal.Reason);
    }

    [Fact]
    public async Task Delete_ByTheAuthor_ResolvesTheFlags()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var posted = await house.PostAsync("ben", room, "oops");
        await house.Client("ann").FlagMessageAsync(Flag(posted, FlagReason.PersonalData)).ResponseAsync.Within();
        await house.Client("ben").DeleteMessageAsync(Requests.Delete(posted)).ResponseAsync.Within();
        var listed = await house.Client("ann").ListFlagsAsync(new() { RoomId = room, IncludeResolved = true }).ResponseAsync.Within();
        Assert.Equal((FlagState.Deleted, "ben"), (listed.Flags[0].State, listed.Flags[0].ResolvedBy.UserId));
        Assert.NotNull(listed.Flags[0].Message.Deletion);
    }

    [Fact]
    public async Task ListFlags_PageByPage_GivesEachOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        for (var i = 0; i < 5; i++)
            await house.Client("ann").FlagMessageAsync(Flag(await house.PostAsync("ann", room, $"text {i}"), FlagReason.Spam)).ResponseAsync.Within();
        var (texts, token) = (new List<string>(), "");
        do
        {
            var page = await house.Client("ann").ListFlagsAsync(new() { RoomId = room, PageSize = 2, PageToken = token }).ResponseAsync.Within();
            texts.AddRange(page.Flags.Select(flag => flag.Message.TextOf()));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"text {i}").Order(), texts.Order());
    }

    [Fact]
    public async Task Flag_Refused_SaysWhy()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await house.PostAsync("ann", room, "hello");
        var unsaid = await ChatHouse.RefusalAsync(house.Client("ann").FlagMessageAsync(Flag(posted, FlagReason.Other)));
        var long513 = await ChatHouse.RefusalAsync(house.Client("ann").FlagMessageAsync(Flag(posted, FlagReason.Spam, new string('x', 513))));
        var stranger = await ChatHouse.RefusalAsync(house.Client("ben").FlagMessageAsync(Flag(posted, FlagReason.Spam)));
        var missing = await ChatHouse.RefusalAsync(house.Client("ann").ResolveFlagAsync(new() { RoomId = room, FlagId = "none" }));
        Assert.Equal(
            ["INVALID_REQUEST", "INVALID_REQUEST", "NOT_A_MEMBER", "FLAG_NOT_FOUND"],
            new[] { unsaid, long513, stranger, missing }.Select(refusal => refusal.Reason));
    }

    private static FlagMessageRequest Flag(Message message, FlagReason reason, string note = "") =>
        new() { RoomId = message.RoomId, MessageId = message.MessageId, Reason = reason, Note = note };

    private static ResolveFlagRequest Resolve(string room, Flag flag, bool delete) =>
        new() { RoomId = room, FlagId = flag.FlagId, DeleteMessage = delete };
}
