using GroupChat.Agents.Language.Rules;

namespace GroupChat.Agents.Tests.Language;

public sealed class SentimentRulesTests
{
    [Theory]
    [InlineData("I love this, it works perfectly!", "positive")]
    [InlineData("Thanks, that was really helpful.", "positive")]
    [InlineData("Not bad at all.", "positive")]
    [InlineData("The new release is not good.", "negative")]
    [InlineData("This is the worst support I have ever had.", "negative")]
    [InlineData("It doesn't work well, I'm very disappointed.", "negative")]
    [InlineData("The app crashes whenever I open it.", "negative")]
    [InlineData("The meeting is on Tuesday at four.", "neutral")]
    [InlineData("Please send the report to the office.", "neutral")]
    [InlineData("The room is beautiful. The food was terrible.", "mixed")]
    [InlineData("The idea was nice, but the result is awful.", "negative")]
    [InlineData("It was slow at first, but now it is excellent.", "positive")]
    [InlineData("Das ist wirklich gut, vielen Dank!", "positive")]
    [InlineData("Das gefällt mir nicht.", "negative")]
    [InlineData("Der Service war leider sehr schlecht.", "negative")]
    [InlineData("Das Treffen ist am Dienstag um vier.", "neutral")]
    [InlineData("C'est vraiment magnifique, merci !", "positive")]
    [InlineData("Ce n'est pas bon du tout.", "negative")]
    [InlineData("La réunion est mardi à quatre heures.", "neutral")]
    [InlineData("Me encanta, es excelente.", "positive")]
    [InlineData("El servicio es muy malo y lento.", "negative")]
    [InlineData("No me gusta.", "negative")]
    [InlineData("🎉👍", "positive")]
    [InlineData("😡😡", "negative")]
    public void Judge_ASentence_FeelsAsItsWriter(string text, string label) => Assert.Equal(label, SentimentRules.Judge(text).Label);

    [Fact]
    public void Judge_MoreOfTheSame_IsSurerAndStronger()
    {
        var (one, three) = (SentimentRules.Judge("Good."), SentimentRules.Judge("Good. Very helpful. I am happy!"));
        Assert.True(three.Score > one.Score && three.Confidence > one.Confidence, $"{one} {three}");
        Assert.True(SentimentRules.Judge("Wednesday").Confidence < one.Confidence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("\ud800 half \udc00")]
    [InlineData("not not not not")]
    public void Judge_TextWithoutFeeling_IsNeutral(string text) => Assert.Equal(("neutral", 0), (SentimentRules.Judge(text).Label, SentimentRules.Judge(text).Score));
}
