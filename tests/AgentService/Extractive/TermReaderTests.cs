using GroupChat.Agents.Extractive;

namespace GroupChat.Agents.Tests.Extractive;

public sealed class TermReaderTests
{
    [Theory]
    [InlineData("client_message_id", "client message id")]
    [InlineData("ChatService", "chat service")]
    [InlineData("HTTPServer", "http server")]
    [InlineData("16KiB gRPC", "16 kib grpc")]
    [InlineData("don't panic, it's Bob’s", "dont panic it bob")]
    [InlineData("--data DIR", "data dir")]
    [InlineData("Größe déjà Straße", "grosse deja strasse")]
    [InlineData("ＦＵＬＬ width", "full width")]
    [InlineData("默认端口", "默认 认端 端口")]
    [InlineData("API接口v2", "api 接口 v2")]
    public void Read_Text_GivesComparableWords(string text, string words) =>
        Assert.Equal(words.Split(' '), TermReader.Read(text).Select(static term => term.Text));

    [Theory]
    [InlineData("")]
    [InlineData("… — !?")]
    [InlineData("\ud800 \udfff")]
    public void Read_WithoutWords_GivesNothing(string text) => Assert.Empty(TermReader.Read(text));
}
