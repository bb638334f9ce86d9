using GroupChat.Chat.Reactions;

namespace GroupChat.Chat.Tests.Reactions;

public sealed class EmojiTests
{
    [Theory]
    [InlineData("👍")]
    [InlineData("👍🏽")]
    [InlineData("❤️")]
    [InlineData("1️⃣")]
    [InlineData("🇺🇳")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("👩🏽‍❤️‍💋‍👨🏿")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData(":shipit:")]
    [InlineData("+1")]
    [InlineData("ありがとう")]
    public void IsValid_ForWhatPeopleReactWith(string emoji) => Assert.True(Emoji.IsValid(emoji));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("👍 ")]
    [InlineData("a\nb")]
    [InlineData("\u0000")]
    [InlineData("\u200D")]
    [InlineData("\uFE0F")]
    [InlineData("\u202E👍")]
    [InlineData("\u00A0")]
    [InlineData("thirteen long")]
    [InlineData("thirteen-long")]
    public void IsValid_ForAnythingElse_IsFalse(string emoji) => Assert.False(Emoji.IsValid(emoji));

    [Fact]
    public void IsValid_ForHalfACharacterOrTooManyBytes_IsFalse()
    {
        Assert.False(Emoji.IsValid("\uD83D"));
        Assert.False(Emoji.IsValid("👍\uDC4D"));
        Assert.True(Emoji.IsValid(string.Concat(Enumerable.Repeat("👍", 12))));
        Assert.False(Emoji.IsValid(string.Concat(Enumerable.Repeat("👍", 13))));
    }
}
