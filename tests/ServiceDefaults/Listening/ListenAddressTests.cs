using System.Net;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Listening;

namespace GroupChat.ServiceDefaults.Tests.Listening;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://localhost:8080", "127.0.0.1:8080 [::1]:8080", "localhost:8080")]
    [InlineData("HTTP://LocalHost:1", "127.0.0.1:1 [::1]:1", "LocalHost:1")]
    [InlineData("http://*:80", "[::]:80", "[::]:80")]
    [InlineData("http://+:80", "[::]:80", "[::]:80")]
    [InlineData("http://0.0.0.0:80", "0.0.0.0:80", "0.0.0.0:80")]
    [InlineData("http://[::1]:0", "[::1]:0", "[::1]:0")]
    [InlineData("http://10.0.0.1", "10.0.0.1:80", "10.0.0.1:80")]
    [InlineData("http://10.0.0.1:5/", "10.0.0.1:5", "10.0.0.1:5")]
    [InlineData("https://10.0.0.1", "10.0.0.1:443", "10.0.0.1:443")]
    public void Parse_Address_GivesItsSockets(string url, string sockets, string authority)
    {
        var address = Assert.Single(ListenAddress.ParseAll(url));

        Assert.Equal(sockets, string.Join(' ', address.EndPoints()));
        Assert.Equal(authority, address.Authority(address.Port));
    }

    [Fact]
    public void Parse_List_GivesEachAddress() =>
        Assert.Equal([81, 82], ListenAddress.ParseAll(" http://127.0.0.1:81; http://localhost:82;").Select(address => address.Port));

    [Theory]
    [InlineData("")]
    [InlineData(" ; ")]
    [InlineData("8080")]
    [InlineData("localhost:8080")]
    [InlineData("http:/localhost:8080")]
    [InlineData("http://")]
    [InlineData("http://localhost:65536")]
    [InlineData("http://localhost:-1")]
    [InlineData("http://localhost:http")]
    [InlineData("http://localhost:80/chat")]
    [InlineData("http://chat.example.com:80")]
    [InlineData("http://unix:/tmp/x.sock")]
    [InlineData("ftp://localhost:21")]
    [InlineData("http://127.0.0.1:1;nonsense")]
    public void Parse_NoAddress_NamesTheSetting(string urls)
    {
        var error = Assert.Throws<StartupError>(() => ListenAddress.ParseAll(urls));

        Assert.Equal("Urls", error.Setting);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void EndPoints_PortZero_LeavesTheChoiceToTheSystem() =>
        Assert.All(ListenAddress.ParseAll("http://localhost:0")[0].EndPoints(), (IPEndPoint endPoint) => Assert.Equal(0, endPoint.Port));
}
