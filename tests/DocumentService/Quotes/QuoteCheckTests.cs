using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Documents.Quotes;
using GroupChat.Documents.Text;

namespace GroupChat.Documents.Tests.Quotes;

public sealed class QuoteCheckTests
{
    private static readonly CanonicalText Text = CanonicalText.From("The port is 8080.\n\nIt  listens\non   loopback only — Grüße 👋.\n");

    [Theory]
    [InlineData("The port is 8080.", "The port is 8080.")]
    [InlineData("8080. It listens on loopback", "8080.\n\nIt  listens\non   loopback")]
    [InlineData("  loopback\tonly\r\n", "loopback only")]
    [InlineData("\u00A0Grüße\u2003👋", "Grüße 👋")]
    [InlineData("only — Grüße 👋.", "only — Grüße 👋.")]
    public void Find_WordForWord_IsVerifiedWithItsExactPlace(string quote, string stands)
    {
        var match = QuoteCheck.Find(Text, quote);

        Assert.True(match.Verified);
        Assert.Equal(stands, Text.Slice(match.Range));
    }

    [Theory]
    [InlineData("the port is 8080.")] // case
    [InlineData("The port is 8081.")] // a digit
    [InlineData("The port is 8080!")] // punctuation
    [InlineData("Theport is 8080.")] // a space too few
    [InlineData("The port is 80 80.")] // a space too many
    [InlineData("only - Grüße")] // a hyphen for a dash
    [InlineData("Gru\u0308ße")] // decomposed
    [InlineData("Тhe port")] // Cyrillic T
    [InlineData("The port … loopback")] // left out words
    [InlineData("loopback only — Grüße 👋. And more")] // runs past the end
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\uD83D")] // half a surrogate pair
    [InlineData("\uFFFD")]
    [InlineData("\0")]
    public void Find_AnythingElse_IsNotVerified(string quote) => Assert.Equal(default, QuoteCheck.Find(Text, quote));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 0)]
    [InlineData(-5, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(4, 10)] // inside a character
    public void Find_WithHint_PrefersTheNextOneFromThere(long hint, int expected)
    {
        var text = CanonicalText.From("aäö.\n.. aäö.");

        Assert.Equal(expected, QuoteCheck.Find(text, "aäö", hint).Range.Start);
    }

    [Theory]
    [InlineData("ab ", "ab ab c")]
    [InlineData("aab", "aaab")]
    [InlineData("abcabd", "abcabcabd")]
    public void Find_AfterAFalseStart_IsFound(string repeated, string quote) =>
        Assert.True(QuoteCheck.Find(CanonicalText.From(string.Concat(Enumerable.Repeat(repeated, 3)) + quote), quote).Verified);

    [Fact]
    public void Find_WorstCasePattern_TakesLinearTime()
    {
        var text = CanonicalText.From(string.Concat(Enumerable.Repeat("a ", 2_500_000)));
        var quote = string.Concat(Enumerable.Repeat("a ", 4_000)) + "b";
        var found = true;

        var cost = ThreadClock.Measure(() => found = QuoteCheck.Find(text, quote).Verified);

        Assert.False(found);
        Assert.InRange(cost, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Find_AnySpanOfAnyText_IsVerifiedAsThoseWords() =>
        Prop.ForAll<NonNull<string>, NonNegativeInt, NonNegativeInt>((source, from, length) =>
        {
            var clean = new string([.. source.Get.Where(c => !char.IsSurrogate(c))]) + "x";
            var text = CanonicalText.From(clean);
            var runes = text.ToString().EnumerateRunes().ToArray();
            var start = from.Get % runes.Length;
            var quote = string.Concat(runes.Skip(start).Take(1 + length.Get % (runes.Length - start)));
            var match = QuoteCheck.Find(text, quote);
            return string.IsNullOrWhiteSpace(quote) ? !match.Verified : match.Verified && Collapsed(text.Slice(match.Range)) == Collapsed(quote);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Find_AnyQuoteInAnyText_NeverThrows() =>
        Prop.ForAll<NonNull<string>, NonNull<string>, long>((source, quote, hint) =>
        {
            var text = CanonicalText.From(new string([.. source.Get.Where(c => !char.IsSurrogate(c))]));
            QuoteCheck.Find(text, quote.Get, hint);
        }).QuickCheckThrowOnFailure();

    private static string Collapsed(string text)
    {
        var words = new StringBuilder();
        foreach (var c in text.Trim())
        {
            if (!char.IsWhiteSpace(c))
                words.Append(c);
            else if (words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
        }
        return words.ToString();
    }
}
