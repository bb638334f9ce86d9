using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Grammar;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Tests.Llama;

public sealed class SamplingTests(LlamaFixture fixture) : IClassFixture<LlamaFixture>
{
    private static readonly ContextSize Size = new(512, 4, 128, 1);

    [Fact]
    public void Greedy_Twice_GivesTheSameTokens() => Assert.Equal(Run(LlamaSampling.Greedy), Run(LlamaSampling.Greedy));

    [Fact]
    public void Chance_SameSeed_GivesTheSameTokens() => Assert.Equal(Run(LlamaSampling.Default, seed: 7), Run(LlamaSampling.Default, seed: 7));

    [Fact]
    public void Chance_OtherSeed_GivesOtherTokens() => Assert.NotEqual(Run(LlamaSampling.Default, seed: 7), Run(LlamaSampling.Default, seed: 8));

    [Fact]
    public void Penalties_Strong_ChangeTheTokens() =>
        Assert.NotEqual(Run(LlamaSampling.Greedy), Run(LlamaSampling.Greedy with { RepeatPenalty = 1.9f, PresencePenalty = 2 }));

    [Fact]
    public void Grammar_OfOneAnswer_GivesIt()
    {
        var tokens = Run(LlamaSampling.Default, grammar: GbnfGrammar.Parse("root ::= \"yes \" (\"世界\" | \"no\"){2}"));
        var text = System.Text.Encoding.UTF8.GetString([.. tokens.SelectMany(token => fixture.Model.Vocabulary.Piece(token).ToArray())]);
        Assert.Matches("^yes (世界|no){2}$", text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("root ::= (")]
    [InlineData("root ::= )")]
    [InlineData("root ::= \"a")]
    [InlineData("root ::= \"a\"{100000}")]
    [InlineData("root ::= \"a\"{99999999999999999999}")]
    [InlineData("start ::= \"a\"")]
    [InlineData("root ::= nothing")]
    [InlineData("root ::= \"a\"\0\"b\"")]
    [InlineData("root ::= root \"a\"")]
    public void Grammar_Bad_IsRefusedByType(string text) => Assert.Equal(LlamaErrors.BadGrammar, Assert.Throws<DomainError>(() => Take(text)).Reason);

    [Fact]
    public void Grammar_NestedDeeply_IsRefusedByType() =>
        Assert.Equal(LlamaErrors.BadGrammar, Assert.Throws<DomainError>(() => Take($"root ::= {new string('(', 10_000)}\"a\"{new string(')', 10_000)}")).Reason);

    [Fact]
    public void Context_Misused_ThrowsInsteadOfEndingTheProcess()
    {
        using var context = new LlamaContext(fixture.Model, Size);
        using var batch = new DecodeBatch(4, context.Sequences);
        using var sampler = new SamplerChain(fixture.Model, LlamaSampling.Greedy, null, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Decode(batch));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Sample(sampler, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Add(1, 0, context.Sequences, output: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Truncate(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Share(0, context.Sequences, 1));
        batch.Add(512, 0, 0, output: false);
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Decode(batch));
        batch.Clear();
        batch.Add(1, 0, 0, output: false);
        Assert.True(context.Decode(batch));
        Assert.Throws<ArgumentOutOfRangeException>(() => context.Sample(sampler, 0));
    }

    [Fact]
    public void Context_BeyondMemory_IsRefusedByType() => Assert.Equal(
        LlamaErrors.NoMemory,
        Assert.Throws<DomainError>(() => new LlamaContext(fixture.Model, Size with { Tokens = int.MaxValue })).Reason);

    [Fact]
    public void Share_Prefix_GivesTheSameTokensAsReadingItAgain()
    {
        using var context = new LlamaContext(fixture.Model, Size);
        var prompt = Prompt();
        var first = Generate(context, 0, prompt, 0);
        context.Truncate(0, prompt.Length);
        context.Share(0, 1, prompt.Length - 1);
        Assert.Equal(prompt.Length - 1, context.Length(1));
        Assert.Equal(first, Generate(context, 1, prompt, prompt.Length - 1));
    }

    private void Take(string text)
    {
        var grammar = GbnfGrammar.Parse(text);
        using var sampler = new SamplerChain(fixture.Model, LlamaSampling.Greedy, grammar, 1);
    }

    private List<int> Run(LlamaSampling sampling, uint seed = 1, GbnfGrammar? grammar = null)
    {
        using var context = new LlamaContext(fixture.Model, Size);
        return Generate(context, 0, Prompt(), 0, sampling, seed, grammar);
    }

    private int[] Prompt() => PromptTokens.Of(fixture.Model, [new("user", "tell me of the sea")]);

    private List<int> Generate(
        LlamaContext context, int sequence, int[] prompt, int known, LlamaSampling? sampling = null, uint seed = 1, GbnfGrammar? grammar = null)
    {
        using var sampler = new SamplerChain(fixture.Model, sampling ?? LlamaSampling.Greedy, grammar, seed);
        using var batch = new DecodeBatch(Size.BatchTokens, context.Sequences);
        for (var at = known; at < prompt.Length; at++)
            batch.Add(prompt[at], at, sequence, output: at == prompt.Length - 1);
        List<int> tokens = [];
        while (tokens.Count < 48)
        {
            Assert.True(context.Decode(batch));
            var token = context.Sample(sampler, batch.Count - 1);
            if (fixture.Model.Vocabulary.IsEnd(token))
                break;
            batch.Clear();
            batch.Add(token, prompt.Length + tokens.Count, sequence, output: true);
            tokens.Add(token);
        }
        return tokens;
    }
}
