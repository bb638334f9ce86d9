using GroupChat.Agents.Extractive;
using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Extractive;

public sealed class QuoteChatClientTests
{
    private const string Red = "The door is “red” since 1999.";

    private static readonly ChatMessage[] Prompt =
    [
        new(ChatRole.User, [new PassageContent { PassageId = "p", DocumentId = "d", Title = "Doors", Text = $"{Red} A door costs 40 euros.", ByteOffset = 100 }]),
        new(ChatRole.User, "What colour is the door?"),
    ];

    [Fact]
    public async Task Choice_OfTheModel_IsQuotedWithItsPlace()
    {
        using var model = new TakingTurns(static () => ["{\"quote\": \"The door is “red”", " since 1999.\"}"]);
        using var client = new QuoteChatClient(model);

        var answer = await client.AskAsync(prompt: Prompt);

        Assert.Contains(Red, answer.Text(), StringComparison.Ordinal);
        var citation = Assert.IsType<CitationAnnotation>(Assert.Single(answer[^1].Contents.OfType<TextContent>().Single().Annotations!));
        Assert.Equal((Red, "d", 100L), (citation.Snippet, citation.FileId, citation.AdditionalProperties![AnswerProperties.StartByte]));
        Assert.DoesNotContain("No language model", answer.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_OfTheModel_IsSaid()
    {
        using var client = new QuoteChatClient(new TakingTurns(static () => ["{\"quote\":\"I do not know.\"}"]));

        Assert.StartsWith("I do not know.", (await client.AskAsync(prompt: Prompt)).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"quote\":\"The door is blue.\"}")]
    [InlineData("{\"quote\":7}")]
    [InlineData("{\"quote\":\"The door")]
    [InlineData("The door is red.")]
    public async Task Words_OfTheModelsOwn_NeverLeave(string said)
    {
        using var client = new QuoteChatClient(new TakingTurns(() => [said]));

        await Assert.ThrowsAsync<ModelFailure>(() => client.AskAsync(prompt: Prompt));
    }

    [Fact]
    public async Task Question_WithoutPassages_IsRefusedWithoutTheModel()
    {
        using var model = new TakingTurns();
        using var client = new QuoteChatClient(model);

        Assert.StartsWith("I do not know.", (await client.AskAsync()).Text(), StringComparison.Ordinal);
        Assert.Equal(0, model.Asked);
    }
}
