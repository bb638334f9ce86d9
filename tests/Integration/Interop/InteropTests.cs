namespace GroupChat.Integration.Tests.Interop;

/// <summary>
/// gRPC's public interoperability cases, driven by clients nobody here wrote, against the gateway with the service that the cases are
/// about: the product's own pipeline, limits and translators, and its forwarder.
/// </summary>
public sealed class InteropTests(InteropServers servers) : IClassFixture<InteropServers>
{
    private readonly string _folder = servers.Folder;

    [Theory]
    [InlineData(Layout.OneProcess)]
    [InlineData(Layout.Split)]
    public async Task Cases_FromPython_Pass(Layout layout)
    {
        await GenerateAsync($"--python_out={_folder}", $"--grpc_python_out={_folder}", "--plugin=protoc-gen-grpc_python=/usr/bin/grpc_python_plugin");

        await PassAsync("/usr/bin/python3", Script("cases.py"), HostOf(layout), _folder);
    }

    [Theory]
    [InlineData(Layout.OneProcess)]
    [InlineData(Layout.Split)]
    public Task Cases_FromGrpcJs_Pass(Layout layout) => PassAsync("node", Script("cases.cjs"), HostOf(layout), Proto);

    [Theory]
    [InlineData(Layout.OneProcess)]
    [InlineData(Layout.Split)]
    public async Task Cases_FromGo_Pass(Layout layout)
    {
        const string Package = "interop/stubs";
        var source = Directory.CreateDirectory(Path.Combine(_folder, "src")).FullName;
        await GenerateAsync($"--go_out={source}", $"--go_opt=Minterop.proto={Package}", $"--go-grpc_out={source}", $"--go-grpc_opt=Minterop.proto={Package}");
        var client = Path.Combine(_folder, "cases");
        await RunAsync("/usr/bin/go", "build", "-o", client, Script("cases.go"));

        await PassAsync(client, HostOf(layout));
    }

    [Theory]
    [InlineData(Layout.OneProcess)]
    [InlineData(Layout.Split)]
    public async Task Cases_FromConnectOverGrpcWeb_Pass(Layout layout) =>
        await PassAsync("node", await BundleAsync("cases.mjs", "node"), AddressOf(layout));

    [Theory]
    [InlineData(Layout.OneProcess)]
    [InlineData(Layout.Split)]
    public async Task Cases_FromConnectAndGrpcWebInChromium_Pass(Layout layout)
    {
        var browser = Path.Combine(Commands.Root, "tests", "Integration", "Polyglot", "web", "browser.mjs");

        await PassAsync("node", browser, AddressOf(layout), await BundleAsync("page.mjs", "browser"), servers.PagePort);
    }

    private static string Proto { get; } = Path.Combine(Commands.Root, "tests", "InteropHost", "protos", "interop.proto");

    private static string Script(string file) => Path.Combine(Commands.Root, "tests", "Integration", "Interop", file);

    private static string Tool(string name) => Path.Combine(Commands.Root, "node_modules", ".bin", name);

    private string AddressOf(Layout layout) => servers.AddressOf(layout);

    private string HostOf(Layout layout) => AddressOf(layout)["http://".Length..];

    private async Task<string> BundleAsync(string script, string platform)
    {
        await GenerateAsync($"--plugin=protoc-gen-es={Tool("protoc-gen-es")}", $"--es_out={_folder}", "--es_opt=target=js,import_extension=js");
        var bundle = Path.Combine(_folder, script);
        await RunAsync(Tool("esbuild"),
            Script(script), "--bundle", "--format=esm", $"--platform={platform}", "--log-level=warning", $"--alias:stubs={_folder}", $"--outfile={bundle}");
        return bundle;
    }

    private Task<string> GenerateAsync(params string[] outputs) => RunAsync("/usr/bin/protoc", ["-I", Path.GetDirectoryName(Proto)!, .. outputs, Proto]);

    private async Task PassAsync(string program, params string[] arguments) =>
        Assert.EndsWith("OK\n", await RunAsync(program, arguments), StringComparison.Ordinal);

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        // The stubs lie outside of the repository, and import packages of it. Go's libraries are Debian's: nothing is fetched.
        var environment = new Dictionary<string, string>
        {
            ["NODE_PATH"] = Path.Combine(Commands.Root, "node_modules"),
            ["GOPATH"] = $"{_folder}:/usr/share/gocode",
            ["GO111MODULE"] = "off",
            ["GOPROXY"] = "off",
        };
        var (code, output) = await Commands.RunAsync(program, arguments, environment);
        Assert.True(code == 0, output);
        return output;
    }
}
