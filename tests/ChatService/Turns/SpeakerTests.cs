using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>Who of several agents speaks after a message.</summary>
public sealed class SpeakerTests
{
    [Fact]
    public async Task Mention_OfSeveralAgents_AsksEachOfThemOnce()
    {
        await using var house = await AgentKit.OpenAsync("ada", "bob", "cal");
        var room = await house.RoomAsync("ann");
        await house.PostAsync("ann", room, "@cal and @ada and @cal again");
        await house.PostAsync("ann", room, "nobody in particular");
        Assert.Equal(["cal", "ada"], await house.AskedAsync("ann", room));
    }

    [Fact]
    public async Task Always_AnswersEveryPersonButNoAgentThatDoesNotMentionIt()
    {
        await using var house = await AgentKit.OpenAsync("ada", "bob");
        var room = await house.RoomAsync("ann");
        await house.SetSpeakingAsync("ann", room, "bob", SpeakingPolicy.Always);
        await using var worker = await house.WorkAsync(4, "agent:ada", "agent:bob");
        await house.PostAsync("ann", room, "good morning");
        await worker.AnswerAsync(1, run => "good morning, ann");
        await house.PostAsync("ann", room, "@ada, and you?");
        await worker.AnswerAsync(2, run => "fine");
        Assert.Equal(["bob", "ada", "bob"], await house.AskedAsync("ann", room));
    }

    [Fact]
    public async Task RoundRobin_AnswersInTurnWhereNoAgentIsMentioned()
    {
        await using var house = await AgentKit.OpenAsync("ada", "bob", "cal");
        var room = await house.RoomAsync("ann");
        foreach (var handle in new[] { "ada", "bob", "cal" })
            await house.SetSpeakingAsync("ann", room, handle, SpeakingPolicy.RoundRobin);
        for (var i = 0; i < 3; i++)
            await house.PostAsync("ann", room, $"question {i}");
        await house.PostAsync("ann", room, "@cal, once more?");
        await house.PostAsync("ann", room, "and now?");
        await house.Client("ann").MuteMemberAsync(new() { RoomId = room, UserId = "agent:bob" }).ResponseAsync.Within();
        await house.PostAsync("ann", room, "and then?");
        Assert.Equal(["ada", "bob", "cal", "cal", "ada", "cal"], await house.AskedAsync("ann", room));
    }

    [Fact]
    public async Task ModeratorChooses_HearsModeratorsOnlyAndAnAgentCanBeOne()
    {
        await using var house = await AgentKit.OpenAsync("ada", "bob");
        var room = await house.RoomAsync("ann", "ben");
        await house.SetSpeakingAsync("ann", room, "ada", SpeakingPolicy.ModeratorChooses);
        await house.PostAsync("ben", room, "@ada?");
        Assert.Empty(await house.AskedAsync("ann", room));
        await house.PostAsync("ann", room, "@ada!");
        await using var worker = await house.WorkAsync(4, "agent:ada", "agent:bob");
        await worker.AnswerAsync(1, run => "here");
        await house.PostAsync("ben", room, "@bob, who knows?");
        await worker.AnswerAsync(1, run => "@ada might");
        Assert.Equal(["ada", "bob"], await house.AskedAsync("ann", room));

        await house.SetRoleAsync("ann", room, "agent:bob", MemberRole.Moderator);
        await house.PostAsync("ben", room, "@bob, who knows?");
        await worker.AnswerAsync(2, run => run.AgentId == "agent:bob" ? "@ada, please" : "I do");
        Assert.Equal(["ada", "bob", "bob", "ada"], await house.AskedAsync("ann", room));
    }

    [Fact]
    public async Task Quiet_IsAskedByNobody()
    {
        await using var house = await AgentKit.OpenAsync("ada");
        var room = await house.RoomAsync("ann");
        var member = await house.SetSpeakingAsync("ann", room, "ada", SpeakingPolicy.Quiet);
        Assert.Equal(SpeakingPolicy.Quiet, member.Speaking);
        await house.PostAsync("ann", room, "@ada?");
        Assert.Empty(await house.AskedAsync("ann", room));
        var message = (await house.Client("ann").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within()).Messages[0];
        Assert.Equal("agent:ada", Assert.Single(message.Mentions).UserId);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    public async Task Agents_ThatAlwaysMentionEachOther_StopAfterExactlyTheTurnsOfTheRoom(int setting, int turns)
    {
        await using var house = await AgentKit.OpenAsync("ada", "bob", "cal");
        var room = await house.RoomAsync("ann");
        await house.UpdateAsync("ann", room, to => to.Settings.MaxAgentTurns = setting, "settings.max_agent_turns");
        await using var worker = await house.WorkAsync(8, "agent:ada", "agent:bob", "agent:cal");
        for (var round = 1; round <= 2; round++)
        {
            await house.PostAsync("ann", room, "@ada, begin");
            await worker.AnswerAsync(turns, run => "@ada @bob @cal, what do you say?");
            var numbers = (await house.LogAsync("ann", room)).Where(e => e.AnswerStarted is not null)
                .Select(e => e.AnswerStarted.Message.Answer.TurnNumber);
            Assert.Equal(Enumerable.Repeat(Enumerable.Range(1, turns), round).SelectMany(number => number), numbers);
        }
    }

    [Fact]
    public async Task Answer_OfAnAgent_IsTheQuestionOfTheNextAndSeenByIt()
    {
        await using var house = await AgentKit.OpenAsync("ada", "bob");
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync(4, "agent:ada", "agent:bob");
        await house.PostAsync("ann", room, "@ada, ask somebody");
        await worker.AnswerAsync(1, run => "@bob, what is two and two?");
        var run = await worker.AssignmentAsync();
        Assert.Equal(("agent:bob", "agent:ada", "@bob, what is two and two?"), (run.AgentId, run.Question.Author.UserId, run.Question.TextOf()));
        Assert.Equal("agent:bob", Assert.Single(run.Question.Mentions).UserId);
        Assert.Equal("@ada, ask somebody", Assert.Single(run.Recent).TextOf());
    }
}
