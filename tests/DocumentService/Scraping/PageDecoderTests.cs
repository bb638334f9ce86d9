using System.Text;
using GroupChat.Documents.Detection;
using GroupChat.Documents.Scraping;

namespace GroupChat.Documents.Tests.Scraping;

public sealed class PageDecoderTests
{
    private static readonly byte[] Latin1 = [0x47, 0x72, 0xFC, 0xDF, 0x65];

    [Fact]
    public void Decode_DeclaredByServer_IsBelieved()
    {
        Assert.Equal("Grüße", Decode(Latin1, "ISO-8859-1"));
        Assert.Equal("Grüße", Decode("Grüße"u8.ToArray(), "utf-8"));
        Assert.Equal("привет", Decode([0xEF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "windows-1251"));
        Assert.Equal("日本", Decode([0x93, 0xFA, 0x96, 0x7B], "Shift_JIS"));
        Assert.Equal("“€", Decode([0x93, 0x80], "latin1"));
    }

    [Fact]
    public void Decode_ByteOrderMark_WinsOverTheServer() =>
        Assert.Equal("Grüße", Decode([0xEF, 0xBB, 0xBF, .. "Grüße"u8], "ISO-8859-1"));

    [Theory]
    [InlineData("<meta charset=windows-1252>")]
    [InlineData("<META CHARSET = 'iso-8859-1'>")]
    [InlineData("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-1\">")]
    public void Decode_DeclaredByMeta_IsBelieved(string meta) =>
        Assert.EndsWith("Grüße", Decode([.. Encoding.ASCII.GetBytes(meta), .. Latin1], null), StringComparison.Ordinal);

    [Fact]
    public void Decode_Undeclared_IsUtf8ElseWestern()
    {
        Assert.Equal("Grüße", Decode("Grüße"u8.ToArray(), null));
        Assert.Equal("Grüße", Decode(Latin1, null));
    }

    [Fact]
    public void Decode_HtmlWithBadBytes_ReplacesThem() => Assert.Equal("a\uFFFDb", Decode([0x61, 0xFF, 0x62], "utf-8"));

    [Theory]
    [InlineData("no-such-charset")]
    [InlineData("utf-7")]
    [InlineData("x-user-defined")]
    public void Decode_UnknownCharset_IsInvalidEncoding(string charset) =>
        Refusal.Of("INVALID_ENCODING", () => Decode("text"u8.ToArray(), charset));

    [Theory]
    [InlineData(null)]
    [InlineData("utf-8")]
    [InlineData("us-ascii")]
    public void Decode_PlainTextWithBadBytes_IsInvalidEncodingUnlessEveryByteMeansSomething(string? charset)
    {
        var page = new FetchedPage(new("http://x.test/"), DocumentFormat.PlainText, charset, [0x61, 0xFF, 0x62]);

        if (charset == "us-ascii")
            Assert.Equal("aÿb", PageDecoder.Decode(page));
        else
            Refusal.Of("INVALID_ENCODING", () => PageDecoder.Decode(page));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decode_BinaryUnderAFalseName_IsRefusedByWhatItIs(bool html)
    {
        var page = new FetchedPage(new("http://x.test/"), html ? DocumentFormat.Html : DocumentFormat.PlainText, "utf-8", "%PDF-1.7"u8.ToArray());

        Assert.Equal("application/pdf", Refusal.Of("UNSUPPORTED_MEDIA_TYPE", () => PageDecoder.Decode(page)).Metadata["media_type"]);
    }

    private static string Decode(byte[] body, string? charset) =>
        PageDecoder.Decode(new(new("http://x.test/"), DocumentFormat.Html, charset, body));
}
