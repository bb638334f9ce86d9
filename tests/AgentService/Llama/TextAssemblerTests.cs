using System.Text;
using GroupChat.Agents.Llama.Text;

namespace GroupChat.Agents.Tests.Llama;

public sealed class TextAssemblerTests
{
    [Fact]
    public void Add_CharacterOverFourTokens_ComesWhole()
    {
        var text = new TextAssembler([]);
        var bytes = Encoding.UTF8.GetBytes("🎉");
        Assert.Equal(["", "", "", "🎉"], bytes.Select(value => text.Add([value])));
        Assert.Equal("", text.End());
    }

    [Fact]
    public void End_HalfACharacter_IsReplaced()
    {
        var text = new TextAssembler([]);
        text.Add([0xF0, 0x9F]);
        Assert.Equal("\uFFFD", text.End());
    }

    [Theory]
    [InlineData("one END two", "one ")]
    [InlineData("one ENOUGH", "one ENOUGH")]
    [InlineData("ENEND", "EN")]
    [InlineData("one E", "one E")]
    [InlineData("STOP", "")]
    public void Add_ByBytes_EndsBeforeTheStopTextAndLosesNothing(string given, string expected)
    {
        var text = new TextAssembler(["END", "STOP", "ENDING"]);
        var got = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(given))
            got.Append(text.Add([value]));
        Assert.Equal(expected, got.Append(text.End()).ToString());
    }

    [Fact]
    public void Add_NoStopTextBegins_HoldsNothingBack() => Assert.Equal("abc", new TextAssembler(["END"]).Add("abc"u8));

    [Fact]
    public void Add_LongToken_IsTakenWhole() => Assert.Equal(1000, new TextAssembler([]).Add(new byte[1000].Select(static _ => (byte)'x').ToArray()).Length);
}
