using GroupChat.Agents.Grounding;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Grounding;

public sealed class PromptBuilderTests
{
    private static readonly RoomMessage Earlier = new("u2", "Bob", "Good morning");
    private static readonly RoomMessage Own = new("agent:assistant", "Assistant", "Hello Bob");
    private static readonly RoomMessage OtherAgent = new("agent:critic", "Critic", "I disagree");

    [Fact]
    public void Build_Always_PutsInstructionsConversationPassagesQuestionInThisOrder()
    {
        var prompt = PromptBuilder.Build(Room.Ask("@assistant when is tea?", Earlier, Own, OtherAgent), [Room.Passage]);

        Assert.Equal(
            [ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.User, ChatRole.User, ChatRole.User],
            prompt.Select(static message => message.Role));
        Assert.StartsWith("You are Assistant.", prompt[0].Text, StringComparison.Ordinal);
        Assert.Equal(("Bob", "Good morning"), (prompt[1].AuthorName, prompt[1].Text));
        Assert.Equal("Critic", prompt[3].AuthorName);
        var passage = Assert.Single(prompt[4].Contents.OfType<PassageContent>());
        Assert.Equal((Room.Passage.PassageId, 1), (passage.PassageId, passage.Number));
        Assert.Equal(("Ann", "when is tea?"), (prompt[5].AuthorName, prompt[5].Text));
    }

    [Fact]
    public void Build_WithPassages_LabelsThemAsUntrustedData() =>
        Assert.Contains("untrusted data", PromptBuilder.Build(Room.Ask("tea?"), [Room.Passage])[1].Text, StringComparison.Ordinal);

    [Fact]
    public void Build_WithoutPassages_HasNoMessageForThem() => Assert.Equal(2, PromptBuilder.Build(Room.Ask("tea?"), []).Count);

    [Theory]
    [InlineData("@assistant when is tea?", "when is tea?")]
    [InlineData("Hi @Assistant, when is tea?", "Hi when is tea?")]
    [InlineData("mail ann@assistant.example", "mail ann@assistant.example")]
    [InlineData("@assistants are many", "@assistants are many")]
    [InlineData("@assistant", "@assistant")]
    public void QuestionText_WithMention_LeavesTheAgentsOwnOut(string text, string question) =>
        Assert.Equal(question, Room.Ask(text).QuestionText);
}
