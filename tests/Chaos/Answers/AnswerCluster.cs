using System.Security.Cryptography;
using GroupChat.Chaos.Tests.Processes;
using GroupChat.TestSupport.Llama;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>
/// A gateway with everything but agents, a process of agents that reaches it through the same proxy as the viewers, a scripted
/// model elsewhere, and a tiny one in a worker process of the agents.
/// </summary>
internal sealed class AnswerCluster : IAsyncDisposable
{
    private readonly Warden _warden = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("groupchat-answers-");
    private readonly TinyLlamaFile _file = new(new TinyLlama { Endless = true });

    private AnswerCluster(ScriptedModel model)
    {
        Model = model;
        var key = $"--Services:Key={Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";
        // Each has to know the other's address: that of its proxy, which stays.
        Agents = new("agents", _warden, []) { Dll = Built.AgentsDll };
        Gateway = new("gateway", _warden, [key, $"--Services:Agents:Address={Agents.Proxy.Address}", "--data", Path.Combine(_folder.FullName, "gateway")]);
        Agents.Settings =
        [
            key, $"--Services:Chat:Address={Gateway.Proxy.Address}", $"--Services:Documents:Address={Gateway.Proxy.Address}",
            "--data", Path.Combine(_folder.FullName, "agents"), "--Agents:Model=script", "--Agents:MaxConcurrentTurns=16",
            "--Models:script:Provider=OpenAI", $"--Models:script:Address={Model.Proxy.Address}",
            "--Models:tiny:Provider=Llama", $"--Models:tiny:File={_file.Path}", "--Models:tiny:MaxOutputTokens=1500",
        ];
    }

    public ScriptedModel Model { get; }

    public GatewayNode Gateway { get; }

    public GatewayNode Agents { get; }

    public static async Task<AnswerCluster> StartAsync(CancellationToken cancellationToken)
    {
        var cluster = new AnswerCluster(await ScriptedModel.StartAsync());
        try
        {
            await cluster.Gateway.StartAsync(cancellationToken);
            await cluster.Agents.StartAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Agents.DisposeAsync();
        await Gateway.DisposeAsync();
        await Model.DisposeAsync();
        _warden.Dispose();
        _file.Dispose();
        _folder.Delete(recursive: true);
    }
}
