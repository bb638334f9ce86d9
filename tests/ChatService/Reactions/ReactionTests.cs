using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Reactions;

public sealed class ReactionTests
{
    [Fact]
    public async Task AddReaction_BySome_CountsByKindInTheOrderOfTheKinds()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben", "cid");
        var posted = await house.PostAsync("ann", room, "hello");
        await house.Client("ann").AddReactionAsync(Requests.React(posted, "👍")).ResponseAsync.Within();
        await house.Client("ben").AddReactionAsync(Requests.React(posted, "❤️")).ResponseAsync.Within();
        var added = await house.Client("cid").AddReactionAsync(Requests.React(posted, "👍")).ResponseAsync.Within();
        Assert.Equal([Kind("👍", 2, reacted: true), Kind("❤️", 1, reacted: false)], added.Message.Reactions);
        // A kind keeps its place when the first of those who reacted so takes it back.
        var removed = await house.Client("ann").RemoveReactionAsync(Requests.Unreact(posted, "👍")).ResponseAsync.Within();
        Assert.Equal([Kind("👍", 1, reacted: false), Kind("❤️", 1, reacted: false)], removed.Message.Reactions);
        var listed = await house.Client("ben").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within();
        Assert.Equal([Kind("👍", 1, reacted: false), Kind("❤️", 1, reacted: true)], listed.Messages[0].Reactions);
        await house.Client("cid").RemoveReactionAsync(Requests.Unreact(posted, "👍")).ResponseAsync.Within();
        Assert.Equal([Kind("❤️", 1, reacted: true)], (await house.GetAsync("ben", posted)).Reactions);
    }

    [Fact]
    public async Task AddReaction_AndRemoveReaction_Repeated_AddOneEventEach()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await house.PostAsync("ann", room, "hello");
        var client = house.Client("ann");
        await client.RemoveReactionAsync(Requests.Unreact(posted, "👍")).ResponseAsync.Within();
        var added = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            client.AddReactionAsync(Requests.React(posted, "👍")).ResponseAsync)).Within();
        Assert.Single(added.Distinct());
        var removed = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            client.RemoveReactionAsync(Requests.Unreact(posted, "👍")).ResponseAsync)).Within();
        Assert.Single(removed.Distinct());
        var log = await house.LogAsync("ann", room);
        Assert.Equal(
            [RoomEvent.ChangeOneofCase.ReactionAdded, RoomEvent.ChangeOneofCase.ReactionRemoved], log.TakeLast(2).Select(e => e.ChangeCase));
        Assert.Equal(posted.Sequence + 2, log.Count);
    }

    [Fact]
    public async Task ListReactions_PageByPage_SaysWho()
    {
        await using var house = await ChatHouse.OpenAsync();
        var users = Enumerable.Range(0, 5).Select(i => $"user{i}").ToArray();
        var room = await house.RoomAsync("ann", users);
        var posted = await house.PostAsync("ann", room, "hello");
        foreach (var user in users)
        {
            await house.Client(user).AddReactionAsync(Requests.React(posted, "👍")).ResponseAsync.Within();
            await house.Client(user).AddReactionAsync(Requests.React(posted, "🎉")).ResponseAsync.Within();
        }

        Assert.Equal(users, (await ListAsync("👍")).Select(reaction => reaction.Participant.UserId));
        Assert.Equal(users.SelectMany(user => new[] { (user, "👍"), (user, "🎉") }),
            (await ListAsync("")).Select(reaction => (reaction.Participant.UserId, reaction.Emoji)));
        Assert.Empty(await ListAsync("🙈"));

        async Task<List<Reaction>> ListAsync(string emoji)
        {
            var (all, token) = (new List<Reaction>(), "");
            do
            {
                var page = await house.Client("ann").ListReactionsAsync(new()
                {
                    RoomId = room,
                    MessageId = posted.MessageId,
                    Emoji = emoji,
                    PageSize = 3,
                    PageToken = token,
                }).ResponseAsync.Within();
                all.AddRange(page.Reactions);
                token = page.NextPageToken;
            }
            while (token.Length > 0);
            return all;
        }
    }

    [Fact]
    public async Task AddReaction_Refused_SaysWhy()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var posted = await house.PostAsync("ann", room, "hello");
        var gone = await house.PostAsync("ann", room, "gone");
        await house.Client("ann").DeleteMessageAsync(Requests.Delete(gone)).ResponseAsync.Within();
        for (var i = 0; i < 50; i++)
            await house.Client("ann").AddReactionAsync(Requests.React(posted, $"kind{i}")).ResponseAsync.Within();

        Assert.Equal((ErrorCode.ResourceExhausted, "TOO_MANY_REACTIONS"), await RefusedAsync("ann", Requests.React(posted, "kind50")));
        await house.Client("ann").AddReactionAsync(Requests.React(posted, "kind49")).ResponseAsync.Within();
        Assert.Equal((ErrorCode.InvalidArgument, "INVALID_REQUEST"), await RefusedAsync("ann", Requests.React(posted, "two words")));
        Assert.Equal((ErrorCode.FailedPrecondition, "MESSAGE_DELETED"), await RefusedAsync("ann", Requests.React(gone, "👍")));
        Assert.Equal((ErrorCode.PermissionDenied, "NOT_A_MEMBER"), await RefusedAsync("ben", Requests.React(posted, "👍")));

        async Task<(ErrorCode, string)> RefusedAsync(string user, AddReactionRequest request)
        {
            var refusal = await ChatHouse.RefusalAsync(house.Client(user).AddReactionAsync(request));
            return (refusal.Code, refusal.Reason);
        }
    }

    private static ReactionCount Kind(string emoji, int count, bool reacted) => new() { Emoji = emoji, Count = count, Reacted = reacted };
}
