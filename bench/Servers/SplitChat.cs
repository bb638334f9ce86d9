using System.Security.Cryptography;

namespace GroupChat.Bench.Servers;

/// <summary>A gateway with ChatService in a process of its own, and nginx in front of that ChatService where there is one.</summary>
internal sealed class SplitChat : IAsyncDisposable
{
    private SplitChat(string key, ServerProcess chat, ServerProcess gateway, ServerProcess? nginx)
    {
        (Key, Chat, Gateway, Nginx) = (key, chat, gateway, nginx);
    }

    /// <summary>What services show each other.</summary>
    public string Key { get; }

    public ServerProcess Chat { get; }

    public ServerProcess Gateway { get; }

    public ServerProcess? Nginx { get; }

    public static async Task<SplitChat> StartAsync()
    {
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var chat = await ServerProcess.StartChatAsync($"--Services:Key={key}");
        var gateway = await ServerProcess.StartGatewayAsync($"--Services:Key={key}", $"--Services:Chat:Address={chat.Address}");
        return new(key, chat, gateway, await ServerProcess.StartNginxAsync(chat.Address));
    }

    public async ValueTask DisposeAsync()
    {
        if (Nginx is not null)
            await Nginx.DisposeAsync();
        await Gateway.DisposeAsync();
        await Chat.DisposeAsync();
    }
}
