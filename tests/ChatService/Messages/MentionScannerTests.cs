using GroupChat.Chat.Messages;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Messages;

public sealed class MentionScannerTests
{
    [Theory]
    [InlineData("@assistant", "assistant")]
    [InlineData("hello @assistant, how are you?", "assistant")]
    [InlineData("@Assistant: what now", "assistant")]
    [InlineData("(@assistant)", "assistant")]
    [InlineData("is that so @assistant?", "assistant")]
    [InlineData("@assistant's work", "assistant")]
    [InlineData("ask @assistant-two please", "assistant-two")]
    [InlineData("trailing @assistant- dash", "assistant")]
    [InlineData("@b then @a then @B", "b,a")]
    [InlineData("\n@assistant\n", "assistant")]
    [InlineData("\u00fcber @assistant\u2026", "assistant")]
    [InlineData("**@assistant**", "assistant")]
    [InlineData("a ` b @assistant", "assistant")]
    [InlineData("`code` @assistant `more`", "assistant")]
    [InlineData("```\ncode\n```\n@assistant", "assistant")]
    [InlineData("```inline``` @assistant", "assistant")]
    public void Handles_InSpeech_AreFound(string text, string handles) => Assert.Equal(handles.Split(','), MentionScanner.Handles(text));

    [Theory]
    [InlineData("no mention")]
    [InlineData("@")]
    [InlineData("mail me@assistant.example")]
    [InlineData("me@assistant")]
    [InlineData("`@assistant`")]
    [InlineData("``a ` @assistant``")]
    [InlineData("`first\n@assistant`")]
    [InlineData("```\n@assistant\n```")]
    [InlineData("~~~ cs\n@assistant\n~~~")]
    [InlineData("```\nnever closed\n@assistant")]
    [InlineData("https://example.org/@assistant")]
    [InlineData("see http://a.b/?q=@assistant")]
    [InlineData("example.org/@assistant")]
    [InlineData("@@assistant")]
    [InlineData("@assistant_two")]
    [InlineData("@assistant@example.org")]
    [InlineData("@\u00e4ssistant")]
    [InlineData("@assistant\u00fc")]
    public void Handles_InCodeOrAddresses_AreNot(string text) => Assert.Empty(MentionScanner.Handles(text));

    [Fact]
    public void Handles_BeyondTheLimits_AreNotHeard()
    {
        Assert.Empty(MentionScanner.Handles("@" + new string('a', 33)));
        Assert.Equal(MentionScanner.MaxHandles, MentionScanner.Handles(string.Concat(Enumerable.Range(0, 100).Select(i => $"@a{i} "))).Count);
    }

    [Theory]
    [InlineData("`")]
    [InlineData("`` ` ")]
    [InlineData("a")]
    [InlineData("a.")]
    [InlineData("@")]
    [InlineData("@a")]
    [InlineData("@a-")]
    [InlineData("a@")]
    [InlineData("h:")]
    [InlineData("http://")]
    [InlineData("\n```\n~~~")]
    [InlineData("~~~\n")]
    [InlineData("\u4f60")]
    public void Hostile_Text_CostsLittle(string piece)
    {
        var text = "@" + string.Concat(Enumerable.Repeat(piece, MessageRules.MaxTextBytes / piece.Length));
        Assert.InRange(ThreadClock.Measure(() => MentionScanner.Handles(text)), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }
}
