using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Tests.Log;

public sealed class SealTests
{
    private readonly Seal _seal = NewSeal();

    internal static Seal NewSeal() => new(RandomNumberGenerator.GetBytes(Seal.KeyLength));

    [Fact]
    public void Token_UnderItsScopeOnly_Opens() => Prop.ForAll<byte[], byte[]>((content, scope) =>
    {
        content = content[..Math.Min(content.Length, 100)];
        scope = scope[..Math.Min(scope.Length, 50)];
        var token = _seal.Close(scope, content);
        Span<byte> opened = stackalloc byte[128];
        var length = _seal.Open(scope, token, opened);
        return length == content.Length
            && opened[..length].SequenceEqual(content)
            && _seal.Open([.. scope, 1], token, opened) == -1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Scope_AndContent_DoNotRunTogether()
    {
        var token = _seal.Close("ab"u8, "c"u8);
        Assert.Equal(1, _seal.Open("ab"u8, token, new byte[8]));
        Assert.NotEqual(token, _seal.Close("a"u8, "c"u8));
        Assert.Equal(-1, _seal.Open("a"u8, token, new byte[8]));
    }

    [Theory]
    [InlineData(250)]
    [InlineData(251)]
    [InlineData(20_000)]
    public void PageToken_OfAListWithALongFilter_FitsThatListOnly(int length)
    {
        var pages = new PageTokens(_seal);
        var scope = new string('x', length);
        var token = pages.Make(scope, "here");

        Assert.Equal("here", pages.Read(scope, token));
        var refusal = Assert.Throws<DomainError>(() => pages.Read(scope[1..] + "y", token));
        Assert.Equal("INVALID_PAGE_TOKEN", refusal.Reason);
    }

    [Fact]
    public void PageToken_OfAnotherList_IsRefused()
    {
        var pages = new PageTokens(_seal);
        var token = pages.Make("rooms", "general");
        Assert.Equal("general", pages.Read("rooms", token));
        Assert.Null(pages.Read("rooms", ""));
        Assert.Equal("INVALID_PAGE_TOKEN", Assert.Throws<DomainError>(() => pages.Read("rooms of ann", token)).Reason);
        Assert.Equal("INVALID_PAGE_TOKEN", Assert.Throws<DomainError>(() => pages.Read("rooms", "x")).Reason);
    }

    [Fact]
    public void Varint_OfAnyNumber_ComesBack() => Prop.ForAll<long>(number =>
    {
        var value = number & long.MaxValue;
        Span<byte> bytes = stackalloc byte[Varint.MaxLength + 2];
        var length = Varint.Write(bytes, value);
        ReadOnlySpan<byte> rest = bytes[..(length + 1)];
        return Varint.Read(ref rest) == value && rest.Length == 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Varint_ThatNeverEnds_IsNone()
    {
        ReadOnlySpan<byte> endless = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        Assert.Equal(-1, Varint.Read(ref endless));
        ReadOnlySpan<byte> nothing = [];
        Assert.Equal(-1, Varint.Read(ref nothing));
    }
}
