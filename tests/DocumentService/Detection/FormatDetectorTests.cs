using System.Text;
using GroupChat.Documents.Detection;

namespace GroupChat.Documents.Tests.Detection;

public sealed class FormatDetectorTests
{
    [Theory]
    [InlineData("notes.md", "", "text/markdown")]
    [InlineData("NOTES.MARKDOWN", "text/plain", "text/markdown")]
    [InlineData("notes.txt", "text/markdown", "text/plain")]
    [InlineData("notes", "text/markdown; charset=utf-8", "text/markdown")]
    [InlineData("README", "", "text/plain")]
    [InlineData("server.log", "application/octet-stream", "text/plain")]
    [InlineData("table.csv", "text/csv", "text/plain")]
    public void Detect_Text_GoesByNameThenByDeclaredType(string name, string declared, string expected)
    {
        var (format, text) = FormatDetector.Detect("# Title\n"u8, name, declared);

        Assert.Equal(expected, MediaTypes.Of(format));
        Assert.Equal("# Title\n", text.ToString());
    }

    public static TheoryData<byte[], string> Binaries => new()
    {
        { "%PDF-1.7\n"u8.ToArray(), "application/pdf" },
        { "PK\u0003\u0004rest"u8.ToArray(), "application/zip" },
        { "PK\u0003\u0004......word/document.xml"u8.ToArray(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "PK\u0003\u0004....mimetypeapplication/epub+zip"u8.ToArray(), "application/epub+zip" },
        { [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "image/png" },
        { [0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg" },
        { [0x1F, 0x8B, 8, 0], "application/gzip" },
        { "RIFF....WEBPVP8 "u8.ToArray(), "image/webp" },
        { [0, 0, 0, 24, .. "ftypmp42...."u8], "video/mp4" },
        { "{\\rtf1\\ansi Hello}"u8.ToArray(), "application/rtf" },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage" },
        { "plain until here\0then not"u8.ToArray(), "application/octet-stream" },
        { "<!DOCTYPE html><p>x</p>"u8.ToArray(), "text/html" },
        { "\n  <HTML><p>x</p>"u8.ToArray(), "text/html" },
    };

    [Theory]
    [MemberData(nameof(Binaries))]
    public void Detect_Binary_NamesWhatItFound(byte[] content, string type)
    {
        var error = Refusal.Of("UNSUPPORTED_MEDIA_TYPE", () => FormatDetector.Detect(content, "notes.md", "text/markdown"));

        Assert.Equal(type, error.Metadata["media_type"]);
    }

    [Fact]
    public void Detect_HtmlName_IsLeftToTheScraper() =>
        Refusal.Of("UNSUPPORTED_MEDIA_TYPE", () => FormatDetector.Detect("words"u8, "page.html", ""));

    public static TheoryData<byte[]> Invalid => new()
    {
        new byte[] { 0x61, 0xC3 }, // cut off
        new byte[] { 0x61, 0x80, 0x62 }, // continuation without a start
        new byte[] { 0xC0, 0xAF }, // overlong
        new byte[] { 0xED, 0xA0, 0x80 }, // surrogate
        new byte[] { 0xF4, 0x90, 0x80, 0x80 }, // above U+10FFFF
        new byte[] { 0x47, 0x72, 0xFC, 0xDF, 0x65 }, // Latin-1
        new byte[] { 0xFF, 0xFE, 0x41, 0x00, 0x42 }, // UTF-16 with half a unit
        new byte[] { 0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00 }, // UTF-16 with a lone surrogate
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Detect_InvalidEncoding_IsRefusedAsThat(byte[] content) =>
        Refusal.Of("INVALID_ENCODING", () => FormatDetector.Detect(content, "a.txt", ""));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Detect_ByteOrderMark_IsDecodedAndStripped(string encoding)
    {
        var encoder = Encoding.GetEncoding(encoding);
        var content = encoder.GetPreamble().Concat(encoder.GetBytes("Grüße 👋\r\nzwei")).ToArray();

        Assert.Equal("Grüße 👋\nzwei", FormatDetector.Detect(content, "a.txt", "").Text.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\r\n ")]
    public void Detect_NothingToRead_IsEmptyDocument(string content) =>
        Refusal.Of("EMPTY_DOCUMENT", () => FormatDetector.Detect(Encoding.UTF8.GetBytes(content), "a.md", ""));
}
