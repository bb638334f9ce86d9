namespace GroupChat.Integration.Tests;

/// <summary>Clients nobody here wrote, against the built gateway: grpcio, grpc-js, and buf curl by reflection.</summary>
public sealed class PolyglotTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-polyglot-").FullName;
    private GatewayProcess _gateway = null!;

    private string Host => _gateway.Address["http://".Length..];

    public async Task InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "data"));

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public Task Python_WholeConversation_Works() => RunPythonAsync(Host, _folder);

    [Fact]
    public Task Node_WholeConversation_Works() => RunNodeAsync(Host);

    internal static async Task RunPythonAsync(string host, string folder)
    {
        var stubs = Directory.CreateDirectory(Path.Combine(folder, "stubs")).FullName;
        var protos = Path.Combine(Commands.Root, "protos");
        var files = Directory.EnumerateFiles(protos, "*.proto", SearchOption.AllDirectories).Where(file => !file.Contains("/grpc/", StringComparison.Ordinal));
        var (code, output) = await Commands.RunAsync("/usr/bin/protoc",
            ["-I", protos, $"--python_out={stubs}", $"--grpc_python_out={stubs}", "--plugin=protoc-gen-grpc_python=/usr/bin/grpc_python_plugin", .. files]);
        Assert.True(code == 0, output);

        (code, output) = await Commands.RunAsync("/usr/bin/python3", [Scenario("scenario.py"), host, stubs]);

        Assert.True(code == 0 && output.Contains("OK", StringComparison.Ordinal), output);
    }

    internal static async Task RunNodeAsync(string host)
    {
        var (code, output) = await Commands.RunAsync("node", [Scenario("scenario.cjs"), host, Path.Combine(Commands.Root, "protos")]);

        Assert.True(code == 0 && output.Contains("OK", StringComparison.Ordinal), output);
    }

    [Fact]
    public async Task BufCurl_ByReflection_ListsAndCalls()
    {
        var (code, output) = await BufCurlAsync("--list-methods", _gateway.Address);
        Assert.True(code == 0, output);
        Assert.Contains("groupchat.chat.v1.ChatService/Converse", output);
        Assert.Contains("groupchat.scraper.v1.ScraperService/ScrapePage", output);
        Assert.Contains("grpc.health.v1.Health/Watch", output);

        (code, output) = await BufCurlAsync("-d", """{"displayName":"Buf"}""", $"{_gateway.Address}/groupchat.session.v1.SessionService/CreateSession");
        Assert.True(code == 0 && output.Contains("accessToken", StringComparison.Ordinal), output);

        (code, output) = await BufCurlAsync("--reflect-protocol", "grpc-v1alpha", "-d", "{}", $"{_gateway.Address}/grpc.health.v1.Health/Check");
        Assert.True(code == 0 && output.Contains("SERVING", StringComparison.Ordinal), output);
    }

    [Fact]
    public async Task BufCurl_WithoutToken_GetsTypedError()
    {
        var (code, output) = await BufCurlAsync("-d", "{}", $"{_gateway.Address}/groupchat.chat.v1.ChatService/ListRooms");

        Assert.Equal(8 * 16, code);
        Assert.Contains("google.rpc.ErrorInfo", output);
        Assert.Contains(Convert.ToBase64String("\n\rTOKEN_MISSING"u8), output);
    }

    private static string Scenario(string file) => Path.Combine(Commands.Root, "tests", "Integration", "Polyglot", file);

    private static Task<(int ExitCode, string Output)> BufCurlAsync(params string[] arguments) =>
        Commands.RunAsync(Path.Combine(Commands.Root, "node_modules/.bin/buf"), ["curl", "--protocol", "grpc", "--http2-prior-knowledge", .. arguments]);
}
