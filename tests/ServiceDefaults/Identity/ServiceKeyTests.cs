using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.Extensions.Configuration;

namespace GroupChat.ServiceDefaults.Tests.Identity;

public sealed class ServiceKeyTests
{
    [Fact]
    public void Key_NotConfigured_IsAnotherInEachProcess()
    {
        var (one, other) = (Key(null), Key(null));

        Assert.True(one.Matches(one.Header.AsSpan("Service ".Length)));
        Assert.False(one.Matches(other.Header.AsSpan("Service ".Length)));
    }

    [Theory]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789abcdeF", false)]
    [InlineData("0123456789abcde", false)]
    [InlineData("0123456789abcdef0", false)]
    [InlineData("", false)]
    public void Key_Configured_MatchesItselfOnly(string shown, bool matches) =>
        Assert.Equal(matches, Key("0123456789abcdef").Matches(shown));

    [Fact]
    public void Key_OfAnyLengthShown_IsCompared() => Assert.False(Key("0123456789abcdef").Matches(new string('x', 10_000)));

    [Theory]
    [InlineData("short")]
    [InlineData("with space in the middle")]
    [InlineData("0123456789abcdefé")]
    public void Key_Unusable_NamesItsSetting(string configured) =>
        Assert.Equal("Services:Key", Assert.Throws<StartupError>(() => Key(configured)).Setting);

    private static ServiceKey Key(string? configured) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("Services:Key", configured)]).Build());
}
