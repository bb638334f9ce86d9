namespace GroupChat.Integration.Tests.Interop;

/// <summary>
/// gRPC's public interoperability cases, driven by clients nobody here wrote, against the gateway with the service that the cases are
/// about: the product's own pipeline, limits and translators.
/// </summary>
public sealed class InteropTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-interop-").FullName;
    private GatewayProcess _host = null!;

    private string Host => _host.Address["http://".Length..];

    public async Task InitializeAsync() => _host = await StartAsync(Path.Combine(_folder, "data"));

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Cases_FromPython_Pass()
    {
        await GenerateAsync($"--python_out={_folder}", $"--grpc_python_out={_folder}", "--plugin=protoc-gen-grpc_python=/usr/bin/grpc_python_plugin");

        await PassAsync("/usr/bin/python3", Script("cases.py"), Host, _folder);
    }

    [Fact]
    public Task Cases_FromGrpcJs_Pass() => PassAsync("node", Script("cases.cjs"), Host, Proto);

    [Fact]
    public async Task Cases_FromConnectOverGrpcWeb_Pass()
    {
        await GenerateAsync($"--plugin=protoc-gen-es={Tool("protoc-gen-es")}", $"--es_out={_folder}", "--es_opt=target=js,import_extension=js");
        var bundle = Path.Combine(_folder, "cases.mjs");
        await RunAsync(Tool("esbuild"),
            Script("cases.mjs"), "--bundle", "--format=esm", "--platform=node", "--log-level=warning", $"--alias:stubs={_folder}", $"--outfile={bundle}");

        await PassAsync("node", bundle, _host.Address);
    }

    private static string Proto { get; } = Path.Combine(Commands.Root, "tests", "InteropHost", "protos", "interop.proto");

    private static string Script(string file) => Path.Combine(Commands.Root, "tests", "Integration", "Interop", file);

    private static string Tool(string name) => Path.Combine(Commands.Root, "node_modules", ".bin", name);

    private static async Task<GatewayProcess> StartAsync(string data)
    {
        var host = new GatewayProcess(data) { Program = Commands.InteropDll };
        await host.StartAsync();
        return host;
    }

    private static Task<string> GenerateAsync(params string[] outputs) => RunAsync("/usr/bin/protoc", ["-I", Path.GetDirectoryName(Proto)!, .. outputs, Proto]);

    private static async Task PassAsync(string program, params string[] arguments) =>
        Assert.EndsWith("OK\n", await RunAsync(program, arguments), StringComparison.Ordinal);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        // The stubs lie outside of the repository, and import packages of it.
        var environment = new Dictionary<string, string> { ["NODE_PATH"] = Path.Combine(Commands.Root, "node_modules") };
        var (code, output) = await Commands.RunAsync(program, arguments, environment);
        Assert.True(code == 0, output);
        return output;
    }
}
