using System.Net.Sockets;
using System.Runtime.Versioning;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Tests.Channels;

public sealed class InternalSocketTests
{
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Socket_OfARunningHost_IsOursAloneAndGoesWithIt()
    {
        using var data = new TempFolder();
        var run = data.File("run");
        await using (await TestNode.StartAsync(AddClient, _ => { }, data))
        {
            var folder = Assert.Single(Directory.GetDirectories(run));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.True(File.Exists(Path.Combine(folder, "grpc.sock")));
        }

        Assert.Empty(Directory.GetDirectories(run));
    }

    [Fact]
    public async Task Sockets_LeftByKilledHosts_AreSweptAndLivingOnesKept()
    {
        using var data = new TempFolder();
        var dead = Bind(data, "dead");
        dead.Close();
        // .NET unlinks a socket it closes; a killed process leaves the name behind.
        using (var name = Bind(data, "dead2"))
            File.Move(data.File("run/dead2/grpc.sock"), data.File("run/dead/grpc.sock"), overwrite: true);
        using var living = Bind(data, "living");
        living.Listen();

        await using var node = await TestNode.StartAsync(AddClient, _ => { }, data);

        Assert.False(Directory.Exists(data.File("run/dead")));
        Assert.True(File.Exists(data.File("run/living/grpc.sock")));
    }

    [Fact]
    public void DataFolder_WithALongPath_HasItsSocketElsewhere()
    {
        using var data = new TempFolder();
        using var host = Host.CreateEmptyApplicationBuilder(null).Build();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();

        using var socket = new InternalSocket(new(data.File(new string('x', 90))), lifetime);

        Assert.StartsWith(Path.GetTempPath(), socket.Path, StringComparison.Ordinal);
        Assert.True(socket.Path.Length <= 100, socket.Path);
    }

    [Fact]
    public void DataFolder_ThatIsAFile_NamesTheSetting()
    {
        using var data = new TempFolder();
        File.WriteAllText(data.File("run"), "");
        using var host = Host.CreateEmptyApplicationBuilder(null).Build();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();

        Assert.Equal("Data", Assert.Throws<StartupError>(() => new InternalSocket(new(data.Path), lifetime)).Setting);
    }

    private static void AddClient(WebApplicationBuilder builder) =>
        builder.Services.AddServiceClient<ChatService.ChatServiceClient>();

    private static Socket Bind(TempFolder data, string name)
    {
        var folder = Directory.CreateDirectory(data.File($"run/{name}")).FullName;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "grpc.sock")));
        return socket;
    }
}
