using GroupChat.Agents.Mcp;
using GroupChat.Agents.Tools;
using GroupChat.ServiceDefaults.Workers;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Tests.Mcp;

/// <summary>The tools of one configured server, by the name of "notes", in a process of its own or at an address.</summary>
internal sealed class McpNode : IAsyncDisposable
{
    public const string Name = "notes";

    private readonly TempFolder _folder = new();

    private McpNode(McpServerOptions options)
    {
        options.Environment.TryAdd("NOTES", _folder.File("notes"));
        Source = new(new McpOptions { [Name] = options }, WorkerCommand.OfAssembly("dotnet", typeof(AgentModule).Assembly), TimeProvider.System, new Logger<McpServer>(Logs));
    }

    public LogCollector Logs { get; } = new();

    public McpToolSource Source { get; }

    public string Notes => File.Exists(_folder.File("notes")) ? File.ReadAllText(_folder.File("notes")) : "";

    /// <summary>This assembly as a server.</summary>
    public static McpServerOptions Program(params string[] arguments) =>
        new() { Command = "dotnet", Arguments = [typeof(McpNode).Assembly.Location, .. arguments], Tools = ["*"], ConnectTimeoutSeconds = 60 };

    public static async Task<McpNode> StartAsync(McpServerOptions options)
    {
        var node = new McpNode(options);
        await node.Source.StartAsync(CancellationToken.None);
        return node;
    }

    public Tool Tool(string name) => Source.Find($"mcp_{Name}_{name}") ?? throw new InvalidOperationException($"there is no tool {name}");

    /// <summary>Waits until it is offered.</summary>
    public async Task<Tool> OfferedAsync(string name)
    {
        try
        {
            await Eventually.TrueAsync(() => Source.Find($"mcp_{Name}_{name}") is not null, name);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}; logged: {string.Join('\n', Logs.Entries.Select(static entry => entry.Message))}");
        }
        return Tool(name);
    }

    public async Task<string> CallAsync(string tool, params (string Name, object? Value)[] arguments) =>
        $"{await (await OfferedAsync(tool)).Function.InvokeAsync(Arguments(arguments)).AsTask().Within()}";

    public async Task<ToolException> FailsAsync(string tool, params (string Name, object? Value)[] arguments) =>
        await Assert.ThrowsAsync<ToolException>(() => CallAsync(tool, arguments));

    public Task SaidAsync(string eventName, string words = "") => Eventually.TrueAsync(
        () => Logs.Entries.Any(entry => entry.Event.Name == eventName && entry.Message.Contains(words, StringComparison.Ordinal)), $"{eventName} {words}");

    public async ValueTask DisposeAsync()
    {
        await Source.StopAsync(CancellationToken.None).Within();
        Source.Dispose();
        Logs.Dispose();
        _folder.Dispose();
    }

    public static AIFunctionArguments Arguments(params (string Name, object? Value)[] arguments) =>
        new(arguments.ToDictionary(static one => one.Name, static one => one.Value));
}
