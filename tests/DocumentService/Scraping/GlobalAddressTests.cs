using System.Net;
using GroupChat.Documents.Scraping;

namespace GroupChat.Documents.Tests.Scraping;

public sealed class GlobalAddressTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("93.184.216.34")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2a00:1450:4001::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("2606:4700::5efe:8.8.8.8")]
    public void IsGloballyRoutable_PublicAddress_IsTrue(string address) =>
        Assert.True(GlobalAddress.IsGloballyRoutable(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0/8")]
    [InlineData("10.0.0.0/8")]
    [InlineData("100.64.0.0/10")]
    [InlineData("127.0.0.0/8")]
    [InlineData("169.254.0.0/16")]
    [InlineData("172.16.0.0/12")]
    [InlineData("192.0.0.0/24")]
    [InlineData("192.0.2.0/24")]
    [InlineData("192.88.99.0/24")]
    [InlineData("192.168.0.0/16")]
    [InlineData("198.18.0.0/15")]
    [InlineData("198.51.100.0/24")]
    [InlineData("203.0.113.0/24")]
    [InlineData("224.0.0.0/4")]
    [InlineData("240.0.0.0/4")]
    [InlineData("::/128")]
    [InlineData("::1/128")]
    [InlineData("64:ff9b:1::/48")]
    [InlineData("100::/64")]
    [InlineData("2001::/23")]
    [InlineData("2001:db8::/32")]
    [InlineData("2002::/16")]
    [InlineData("3fff::/20")]
    [InlineData("5f00::/16")]
    [InlineData("fc00::/7")]
    [InlineData("fe80::/10")]
    [InlineData("ff00::/8")]
    public void IsGloballyRoutable_SpecialPurposeRange_IsFalseFromItsFirstAddressToItsLast(string range)
    {
        var network = IPNetwork.Parse(range);
        var last = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < last.Length * 8; bit++)
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));

        Assert.False(GlobalAddress.IsGloballyRoutable(network.BaseAddress));
        Assert.False(GlobalAddress.IsGloballyRoutable(new IPAddress(last)));
        if (last.Length == 4)
        {
            Assert.False(GlobalAddress.IsGloballyRoutable(network.BaseAddress.MapToIPv6()));
            Assert.False(GlobalAddress.IsGloballyRoutable(new IPAddress([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, .. last])));
        }
    }

    [Fact]
    public void IsGloballyRoutable_ScopedAddress_IsFalse() =>
        Assert.False(GlobalAddress.IsGloballyRoutable(new IPAddress(IPAddress.Parse("2606:4700::1").GetAddressBytes(), 3)));
}
