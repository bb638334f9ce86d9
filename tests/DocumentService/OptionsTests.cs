using System.ComponentModel.DataAnnotations;

namespace GroupChat.Documents.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("intranet.example:8080", true)]
    [InlineData("10.0.0.1:80", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("intranet.example", false)]
    [InlineData("intranet.example:0", false)]
    [InlineData("intranet.example:70000", false)]
    [InlineData("http://intranet.example:80", false)]
    [InlineData("user@intranet.example:80", false)]
    [InlineData("intranet.example:80/path", false)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("*:80", false)]
    public void Scraper_PrivateHost_MustBeExactlyHostAndPort(string host, bool valid) =>
        Assert.Equal(valid, IsValid(new ScraperOptions { AllowedPrivateHosts = { host } }));

    [Fact]
    public void Scraper_Ports_HaveADefaultThatASettingReplaces()
    {
        Assert.Equal([80, 443, 8080, 8443], Enumerable.Range(1, 65_535).Where(new ScraperOptions().IsAllowedPort));
        Assert.Equal([81], Enumerable.Range(1, 65_535).Where(new ScraperOptions { AllowedPorts = { 81 } }.IsAllowedPort));
        Assert.False(IsValid(new ScraperOptions { AllowedPorts = { 0 } }));
    }

    private static bool IsValid(ScraperOptions options) => Validator.TryValidateObject(options, new(options), null, validateAllProperties: true);
}
