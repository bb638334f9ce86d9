using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>A room as its lists say it stands: what somebody knows who has never seen an event.</summary>
internal sealed class RoomSnapshot(ChatHouse house, string user, string room)
{
    private readonly ChatService.ChatServiceClient _client = house.Client(user);

    public async Task<RoomReplica> ReadAsync()
    {
        var replica = new RoomReplica { Room = (await _client.GetRoomAsync(new() { RoomId = room }).ResponseAsync.Within()).Room };
        foreach (var member in await PagesAsync(ListMembersAsync))
            replica.Members.Add(member);
        Assert.Equal(replica.Room.MemberCount, replica.Members.Count);
        foreach (var pin in (await PagesAsync(ListPinsAsync)).AsEnumerable().Reverse())
            replica.Pins.Add(pin.Message.MessageId);
        foreach (var invitation in await PagesAsync(ListInvitationsAsync))
            replica.Invited.Add(invitation.Participant.UserId);
        foreach (var ban in await PagesAsync(ListBansAsync))
            replica.Bans[ban.Participant.UserId] = ban;
        foreach (var mark in await PagesAsync(ListReadMarksAsync))
            replica.Marks[mark.UserId] = mark;
        var messages = await PagesAsync(ListMessagesAsync);
        foreach (var message in messages)
            await AddAsync(replica, message, messages);
        return replica;
    }

    /// <summary>Adds a message as events tell of it, once what stands beside it agrees with the lists it is counted from.</summary>
    private async Task AddAsync(RoomReplica replica, Message message, List<Message> all)
    {
        var replies = all.Where(reply => reply.ThreadRootMessageId == message.MessageId && reply.Deletion is null)
            .Select(reply => reply.Sequence).ToList();
        Assert.Equal((replies.Count, replies.DefaultIfEmpty().Max()), (message.Thread?.ReplyCount ?? 0, message.Thread?.LastReplySequence ?? 0));
        Assert.Equal(replica.Pins.Contains(message.MessageId), message.Pinned);
        var told = message.Clone();
        told.Reactions.Clear();
        told.Thread = null;
        told.Pinned = false;
        var known = replica.Messages.Add(told);
        foreach (var kind in message.Reactions)
        {
            var by = await PagesAsync(token => ListReactionsAsync(message, kind.Emoji, token));
            Assert.Equal((kind.Count, kind.Reacted), (by.Count, by.Any(reaction => reaction.Participant.UserId == user)));
            foreach (var reaction in by)
                Assert.True(known.Reactions.Add(kind.Emoji, reaction.Participant.UserId));
        }
    }

    private async Task<(IEnumerable<Member>, string)> ListMembersAsync(string token)
    {
        var page = await _client.ListMembersAsync(new() { RoomId = room, PageSize = 3, PageToken = token }).ResponseAsync.Within();
        return (page.Members, page.NextPageToken);
    }

    private async Task<(IEnumerable<Invitation>, string)> ListInvitationsAsync(string token)
    {
        var page = await _client.ListInvitationsAsync(new() { RoomId = room, PageSize = 1, PageToken = token }).ResponseAsync.Within();
        return (page.Invitations, page.NextPageToken);
    }

    private async Task<(IEnumerable<Ban>, string)> ListBansAsync(string token)
    {
        var page = await _client.ListBansAsync(new() { RoomId = room, PageSize = 1, PageToken = token }).ResponseAsync.Within();
        return (page.Bans, page.NextPageToken);
    }

    private async Task<(IEnumerable<Message>, string)> ListMessagesAsync(string token)
    {
        var page = await _client.ListMessagesAsync(new() { RoomId = room, PageSize = 20, PageToken = token }).ResponseAsync.Within();
        return (page.Messages, page.NextPageToken);
    }

    private async Task<(IEnumerable<ReadMark>, string)> ListReadMarksAsync(string token)
    {
        var page = await _client.ListReadMarksAsync(new() { RoomId = room, PageSize = 2, PageToken = token }).ResponseAsync.Within();
        return (page.Marks, page.NextPageToken);
    }

    private async Task<(IEnumerable<Pin>, string)> ListPinsAsync(string token)
    {
        var page = await _client.ListPinsAsync(new() { RoomId = room, PageSize = 3, PageToken = token }).ResponseAsync.Within();
        return (page.Pins, page.NextPageToken);
    }

    private async Task<(IEnumerable<Reaction>, string)> ListReactionsAsync(Message message, string emoji, string token)
    {
        var page = await _client.ListReactionsAsync(
            new() { RoomId = room, MessageId = message.MessageId, Emoji = emoji, PageToken = token }).ResponseAsync.Within();
        return (page.Reactions, page.NextPageToken);
    }

    private static async Task<List<T>> PagesAsync<T>(Func<string, Task<(IEnumerable<T> Items, string Next)>> list)
    {
        var all = new List<T>();
        for (var token = ""; ;)
        {
            (var items, token) = await list(token);
            all.AddRange(items);
            if (token.Length == 0)
                return all;
        }
    }
}
