using GroupChat.TestSupport;
using GroupChat.TestSupport.Certificates;

namespace GroupChat.Integration.Tests;

/// <summary>Two processes that have no key in common, and know each other by their certificates.</summary>
public sealed class MutualTlsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _authority = new("ours");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Conversation_OverProcessesThatShowCertificates_IsAsOverOne()
    {
        var authority = Write("authority.pem", _authority.Pem);
        var secure = $"https://127.0.0.1:{FreePort.Find()}";
        await using var chat = new HostProcess(Commands.ChatDll, Path.Combine(_folder.Path, "chat"));
        await using var gateway = new GatewayProcess(Path.Combine(_folder.Path, "gateway"));

        await chat.StartAsync(
            $"--urls={chat.Address};{secure}",
            $"--Tls:Certificate={Write("chat.pem", _authority.Issue("chat", TestAuthority.Servers))}", $"--Tls:ClientAuthority={authority}");
        await gateway.StartAsync(
            $"--Services:Chat:Address={secure}", $"--Services:Authority={authority}",
            $"--Services:Certificate={Write("gateway.pem", _authority.Issue("gateway", TestAuthority.Clients))}");

        using var channel = gateway.Connect();
        var person = await Person.SignInAsync(channel, "writer");
        await person.Chat(channel).CreateRoomAsync(new() { RoomId = "sealed" }, person.Headers, Person.Soon);
        var posted = await person.PostAsync(channel, "sealed", "1", "nobody reads along");
        Assert.Equal("nobody reads along", posted.Parts.Single().Text.Text);
    }

    private string Write(string file, string content)
    {
        var path = Path.Combine(_folder.Path, file);
        File.WriteAllText(path, content);
        return path;
    }
}
